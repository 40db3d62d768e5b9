using System.Globalization;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing;

/// <summary>Reads [Classes&lt;TEnum&gt;] and checks the enum against the network.</summary>
internal static class ClassesReader
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The enum, also when it does not suit, so that calls of Classify still bind; null when no code could name it.</summary>
    public static ClassesSpec? Read(Declaration declaration, NetworkSpec spec, List<Problem> problems)
    {
        if (declaration.Classes is not { } facts || declaration.ClassesType is { TypeKind: TypeKind.Error })
            return null;
        var type = declaration.ClassesType!;
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType)
        {
            Report(ProblemIds.ClassesNotEnum, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return null;
        }

        if (!Visibility.IsAtLeastAsVisible(enumType, declaration.Type))
        {
            Report(ProblemIds.ClassesLessVisible, enumType.Name, declaration.Type.Name);
            return null;
        }

        var members = enumType.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue)
            .Select(static field => (field.Name, Label: LabelOf(field), Value: Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture)))
            .OrderBy(static member => member.Value)
            .ToList();
        var classes = new ClassesSpec(enumType.ToDisplayString(FullName), members.Select(static member => member.Label).ToEquatableArray());

        // Where C# rejects an attribute, the number of outputs is a guess.
        // Of too many blocks, the last ones are not read: perhaps the softmax is among them. Where the end is what is wrong, that is the message to give.
        if (declaration.HasInvalidAttributes || spec.Blocks.Count == 0
            || problems.Any(static problem => problem.Id is ProblemIds.TooManyBlocks or ProblemIds.LossWithoutPartner or ProblemIds.SoftmaxNotLast))
            return classes;
        if (!spec.EndsInSoftmax && !(spec.EndsInSigmoid && spec.Loss is null or { IsBinary: true }))
        {
            Report(ProblemIds.ClassesWithoutSoftmax, enumType.Name, declaration.Type.Name, Ending(spec));
        }
        else if (members.Count != spec.ClassCount)
        {
            if (spec.EndsInSigmoid)
                Report(ProblemIds.BinaryClassCount, enumType.Name, Numbers.Text(members.Count), members.Count == 1 ? "member" : "members", declaration.Type.Name);
            else
                Report(ProblemIds.ClassCount, enumType.Name, Numbers.Text(members.Count), declaration.Type.Name, Numbers.Text(spec.Outputs));
        }
        else if (members.Select(static (member, index) => (member, index)).FirstOrDefault(static pair => pair.member.Value != pair.index)
                 is { member.Name: not null } wrong)
        {
            Report(
                ProblemIds.ClassValues,
                enumType.Name, Numbers.Text(members.Count - 1), wrong.member.Name,
                wrong.member.Value.ToString(CultureInfo.InvariantCulture));
        }
        else if (members.GroupBy(static member => member.Label, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } alike)
        {
            Report(ProblemIds.DuplicateClassLabel, enumType.Name, alike.First().Name, alike.ElementAt(1).Name, alike.Key);
        }

        return classes;

        void Report(string id, params string[] arguments) => problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site));
    }

    /// <summary>What the network ends in, for a message.</summary>
    private static string Ending(NetworkSpec spec)
    {
        if (spec.Heads.Count > 0)
            return "one of several heads";
        var last = spec.Blocks[spec.Blocks.Count - 1];
        return !last.Has(BlockTraits.BinaryProbability) ? last.Kind : last.Outputs == 1 ? $"{last.Kind} with the loss {spec.Loss!.Kind}" : $"{last.Kind} over {Numbers.Text(last.Outputs)} outputs";
    }

    /// <summary>What [EnumMember(Value = "…")] says, as for serialisers, where a label is no C# name; otherwise the member's name.</summary>
    private static string LabelOf(IFieldSymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (KnownSymbols.NameOf(attribute) != "System.Runtime.Serialization.EnumMemberAttribute")
                continue;
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument is { Key: "Value", Value.Value: string { Length: > 0 } label })
                    return label;
            }
        }

        return member.Name;
    }
}
