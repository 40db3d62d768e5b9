using Compiled.Fuzz;

namespace Compiled.Tests;

public class FuzzTargetTests
{
    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_target_has_a_finding_among_mutations_of_its_seeds(string name)
    {
        var target = FuzzTarget.All.Single(candidate => candidate.Name == name);
        var random = new Random(3);
        foreach (var (_, seed) in target.Seeds())
        {
            target.Run(seed);
            for (var round = 0; round < 500; round++)
            {
                var bytes = seed.ToList();
                for (var edit = random.Next(4); edit >= 0; edit--)
                    Mutate(bytes, random);
                target.Run([.. bytes]);
            }
        }
    }

    /// <summary>Seeds that were refused would lead the mutations nowhere.</summary>
    [Fact]
    public void The_seeds_of_the_encoder_load() => Assert.All(EncoderTarget.Seeds(), static seed => Assert.True(EncoderTarget.Loads(seed.Bytes), seed.Name));

    [Fact]
    public void The_seeds_of_searches_and_ensembles_are_read()
    {
        Assert.All(EnsembleTarget.Seeds(), static seed => Assert.True(EnsembleTarget.Reads(seed.Bytes), seed.Name));
        Assert.All(JournalTarget.Seeds(), static seed => Assert.True(JournalTarget.Opens(seed.Bytes), seed.Name));
        Assert.All(TrialTarget.Seeds(), static seed => Assert.True(TrialTarget.Reads(seed.Bytes), seed.Name));
        Assert.All(SearchDataTarget.Seeds(), static seed => Assert.True(SearchDataTarget.Reads(seed.Bytes), seed.Name));
        var kept = ClusterTarget.Seeds().ToDictionary(static seed => seed.Name, static seed => seed.Bytes);
        Assert.Equal((true, true, true), (ClusterTarget.ReadsFile(kept["file"]), ClusterTarget.ReadsJournal(kept["journal"]), ClusterTarget.ReadsRecord(kept["record"])));
        Assert.All(SearchDefinitionTarget.Seeds(), static seed => Assert.True(SearchDefinitionTarget.Reads(seed.Bytes), seed.Name));
    }

    [Fact]
    public void Seeds_with_external_data_are_read_where_they_stay_in_their_folder() =>
        Assert.Equal(["._weights.bin", "whole"], ExternalDataTarget.Seeds().Where(static seed => ExternalDataTarget.Reads(seed.Bytes)).Select(static seed => seed.Name).Order(StringComparer.Ordinal));

    private static void Mutate(List<byte> bytes, Random random)
    {
        if (bytes.Count == 0)
            return;
        var (position, length) = (random.Next(bytes.Count), random.Next(1, 20));
        length = Math.Min(length, bytes.Count - position);
        switch (random.Next(4))
        {
            case 0:
                bytes[position] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(position, length);
                break;
            case 2:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(position, length));
                break;
            default:
                bytes[position] = (byte)"0123456789{}[]\":,\\"[random.Next(18)];
                break;
        }
    }
}
