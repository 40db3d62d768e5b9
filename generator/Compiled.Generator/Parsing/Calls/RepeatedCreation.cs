using Compiled.Generator.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>A network or trainer that is created again and again.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Declaration">The statement that would do its work once before the loop; null where none can be moved.</param>
/// <param name="Loop">The loop; null where a function is called again and again.</param>
internal sealed record RepeatedCreation(Problem Problem, LocalDeclarationStatementSyntax? Declaration, StatementSyntax? Loop);
