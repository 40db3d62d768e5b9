using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>Parsing knows which problems are errors without knowing how they are worded: both must agree.</summary>
public sealed class SeverityTests
{
    [Fact]
    public void What_the_catalogue_calls_an_error_stops_the_network()
    {
        foreach (var descriptor in Catalogue.All)
            Assert.Equal(descriptor.DefaultSeverity == DiagnosticSeverity.Error, ProblemIds.IsError(descriptor.Id));
    }
}
