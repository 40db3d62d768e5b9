using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Diagnostics;

/// <summary>Losses and the activations before them, brought together.</summary>
internal static class LossRemedies
{
    /// <summary>A loss without its activation: another loss where the activation has one, another activation where it is in the way, or the activation inserted.</summary>
    public static Remedy? Partner(Problem problem, RemedySites sites)
    {
        var partner = problem.Arguments[1];
        if (sites.BlockBefore(problem.Site) is not { } last)
            return null;
        // Class probabilities over one output would always be 1.
        if (sites.IndexOf(last) is >= 0 and var index && sites.Spec.Blocks[index].Outputs == 1 && BlockCatalogue.TraitsOf(partner).Has(BlockTraits.Classes))
        {
            return Binary(sites, problem.Site, sites.Block(last) is ActivationBlock
                ? new RemedyEdit(RemedyKeys.Replace, last, Sigmoids.Sigmoid.Name)
                : new RemedyEdit(RemedyKeys.InsertAfter, last, Sigmoids.Sigmoid.Name));
        }

        if (BlockCatalogue.LossAfter(BlockCatalogue.TraitsOf(sites.Kind(last))) is var fit && fit.Partner is not null)
            return Swap(sites, problem.Site, fit.Name);
        return sites.Block(last) is ActivationBlock
            ? new Remedy($"Replace [{sites.Kind(last)}] with [{partner}]", [new(RemedyKeys.Replace, last, partner)])
            : Remedies.InsertAfter(last, partner);
    }

    /// <summary>Class probabilities over one output: a sigmoid and its loss in their place.</summary>
    public static Remedy? Binary(Problem problem, RemedySites sites) =>
        Binary(sites, sites.LossAfter(problem.Site), new RemedyEdit(RemedyKeys.Replace, problem.Site, Sigmoids.Sigmoid.Name));

    /// <summary>Outputs that the loss cannot use: the loss of class probabilities, or the outputs without their activation.</summary>
    public static Remedy? Outputs(Problem problem, RemedySites sites)
    {
        // The activation that does not suit the loss.
        var last = sites.BlockBefore(problem.Site)!.Value;
        var fit = BlockCatalogue.LossAfter(BlockCatalogue.TraitsOf(sites.Kind(last)));
        return fit.Partner is not null && !((ActivationBlock)sites.Block(last)!).IsElementwise
            ? Swap(sites, problem.Site, fit.Name)
            : new Remedy($"Remove [{sites.Kind(last)}]", [new(RemedyKeys.Remove, last)]);
    }

    /// <summary>Names of classes without probabilities: a softmax and its loss after the last dense block, or no names where the network ends otherwise.</summary>
    public static Remedy? Classes(Problem problem, RemedySites sites)
    {
        if (sites.Spec.Heads.Count > 0 || sites.Spec.Outputs < 2 || sites.FirstBlock is not { } first
            || sites.LastBlock(first) is var last && sites.Block(last) is not DenseBlock)
        {
            return Remedies.Remove(problem, sites);
        }

        var softmax = ClassOutputs.Softmax.Name;
        var edits = new List<RemedyEdit> { new(RemedyKeys.InsertAfter, last, softmax) };
        if (sites.LossAfter(last) is { } loss)
            edits.Add(new(RemedyKeys.Replace, loss, Losses.CrossEntropy.Name));
        return new Remedy($"Insert [{softmax}]", edits);
    }

    /// <summary>A head without a loss: the one that its last block asks for.</summary>
    public static Remedy? OfHead(Problem problem, RemedySites sites) => Missing(sites.LastBlock(problem.Site), sites.Kind(sites.LastBlock(problem.Site)));

    /// <summary>The loss that the last block asks for, in a list of its own after it.</summary>
    public static Remedy Missing(int last, string kind)
    {
        var loss = BlockCatalogue.LossAfter(BlockCatalogue.TraitsOf(kind)).Name;
        return new Remedy($"Add [{loss}]", [new(RemedyKeys.InsertAfter, last, $"[{loss}]")]);
    }

    private static Remedy Swap(RemedySites sites, int loss, string other) => new($"Replace [{sites.Kind(loss)}] with [{other}]", [new(RemedyKeys.Replace, loss, other)]);

    private static Remedy Binary(RemedySites sites, int? loss, RemedyEdit sigmoid)
    {
        var edits = new List<RemedyEdit> { sigmoid };
        if (loss is { } site && sites.Block(site) is LossBlock { Partner: not null } kind && !kind.Fuses(sigmoid.Text))
            edits.Add(new(RemedyKeys.Replace, site, Losses.BinaryCrossEntropy.Name));
        return new Remedy($"Write [{sigmoid.Text}] with [{Losses.BinaryCrossEntropy.Name}]", edits);
    }
}
