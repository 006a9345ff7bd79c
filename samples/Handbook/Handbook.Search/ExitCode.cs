namespace Handbook.Search;

internal static class ExitCode
{
    public const int Found = 0;
    public const int NothingFound = 1;
    public const int Usage = 2;
}
