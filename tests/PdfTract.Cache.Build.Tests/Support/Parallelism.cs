// Each test is a `dotnet build` or several, and each build takes what cores it finds: more than two at once only wait for each other.
[assembly: LevelOfParallelism(2)]
