#pragma warning disable IDE0130 // These names are the compiler's.
namespace System.Runtime.CompilerServices;

/// <summary>Lets properties be <c>init</c>.</summary>
internal static class IsExternalInit;

/// <summary>Lets a method run before anything else of its assembly.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class ModuleInitializerAttribute : Attribute;
