using NUnit.Framework.Constraints;
using NUnit.Framework.Internal;

namespace PdfTract.Cache.Tests;

/// <summary>
/// Assertions inside of a generated sample. NUnit's own report a failure even when CsCheck catches it to find a smaller
/// one; these only throw, so that what is reported is the smallest one and its seed.
/// </summary>
internal static class Property
{
    public static void That<T>(T actual, IResolveConstraint expected, string what)
    {
        var result = expected.Resolve().ApplyTo(actual);
        if (!result.IsSuccess)
        {
            using var message = new TextMessageWriter(what);
            result.WriteMessageTo(message);
            throw new PropertyException(message.ToString());
        }
    }
}
