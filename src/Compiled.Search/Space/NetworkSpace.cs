using System.Reflection;

namespace Compiled.Searching;

/// <summary>What the attributes of a network's class say of a search.</summary>
internal static class NetworkSpace
{
    /// <summary>The settings, those of ranges first.</summary>
    /// <exception cref="ArgumentException">There are none, or one is wrong.</exception>
    public static SearchSpace Of(Type network)
    {
        var space = SearchSpace.Empty;
        foreach (var attribute in network.GetCustomAttributes<SearchRangeAttribute>())
            space = space.And(attribute.Name, attribute.Range);
        foreach (var attribute in network.GetCustomAttributes<SearchChoicesAttribute>())
            space = space.And(attribute.Name, SearchRange.Of(attribute.Values));
        return space.Count > 0 ? space
            : throw new ArgumentException($"{network.Name} has no [SearchRange] and no [SearchChoices]: add one, such as [SearchRange(\"rate\", 1e-4, 1e-1, Log = true)], or use Search.Over(rate: …).");
    }

    /// <summary>The first argument that a topology does not keep although training depends on it, or null: trials compile the class again from its topology.</summary>
    public static string? Unkept(Type network)
    {
        foreach (var attribute in network.GetCustomAttributesData().Where(static data => data.AttributeType.Namespace == nameof(Compiled)))
        {
            var kind = attribute.AttributeType.Name[..^nameof(Attribute).Length];
            foreach (var argument in attribute.NamedArguments)
                if (argument.MemberName is "Initializer" or "InitializerConstant" or "L1" or "L2")
                    return $"{argument.MemberName} of {kind}";
            if (kind is "L1" or "L2" || kind == Rectifiers.PRelu.Name && attribute.ConstructorArguments is [{ Value: not 0.25 and not 0.25f }, ..])
                return kind;
        }

        return null;
    }
}
