using System.Runtime.InteropServices;

// Libraries of the system are looked for where the system has them, never beside a project.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.System32)]
#if NET
// Only so does the compiler that works ahead of time believe that nothing but numbers and pointers is passed (Posix).
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
#endif
