namespace Compiled.Tests.Training;

public sealed class DatasetChecksTests
{
    private static readonly string[] Animals = ["cat", "dog"];

    [Fact]
    public void Sizes_that_do_not_fit_the_network_are_named_with_the_remedy()
    {
        Rejects(Linear.Data(inputs: 4), null, "The training data has 4 features per row, but network Linear takes 3 inputs");
        Rejects(Linear.Data(outputs: 3), null, "The training data has 3 targets per row, but network Linear has 2 outputs");
        Rejects(Linear.Data(), Linear.Data(inputs: 2), "The validation data has 2 features per row, but network Linear takes 3 inputs");
        Rejects(Linear.Data(), Linear.Data(outputs: 1), "The validation data has 1 target per row, but network Linear has 2 outputs");
    }

    [Fact]
    public void An_unknown_class_in_the_validation_data_is_named() =>
        Rejects(
            Linear.Data(classes: Animals), Linear.Data(classes: ["cat", "emu"]),
            "The validation data has a class 'emu', which the training data does not have: its classes are 'cat', 'dog'.");

    [Fact]
    public void An_additional_class_in_the_validation_data_is_named_rather_than_its_width() =>
        Rejects(
            Linear.Data(classes: Animals), Linear.Data(outputs: 3, classes: ["cat", "dog", "emu"]),
            "The validation data has a class 'emu', which the training data does not have");

    [Fact]
    public void Classes_in_another_order_are_named() =>
        Rejects(
            Linear.Data(classes: Animals), Linear.Data(classes: ["dog", "cat"]),
            "The validation data has class 'dog' at position 0, but the training data has it at position 1");

    [Fact]
    public void A_missing_class_is_named()
    {
        string[] three = ["cat", "dog", "emu"];
        var topology = new Topology("Three", 3, [new("Dense", "Dense0", 3, 3, 12, true), new("Softmax", "", 3, 3, 0, false)], "CrossEntropy");
        var exception = Assert.Throws<ArgumentException>(
            () => FitDataChecks.Check(topology, Linear.Data(outputs: 3, classes: three), Linear.Data(classes: Animals)));
        Assert.Contains("The validation data does not have class 'emu' of the training data", exception.Message);
    }

    [Fact]
    public void Classes_that_the_network_declares_are_checked()
    {
        var trainer = Linear.Trainer(new Adam(), classes: Animals);
        var exception = Assert.Throws<ArgumentException>(() => trainer.Fit(Linear.Data(classes: ["cat", "cow"])));
        Assert.Contains("The training data has a class 'cow', which the network Linear does not have: its classes are 'cat', 'dog'.", exception.Message);
        trainer.Fit(Linear.Data(classes: Animals), new FitOptions { Epochs = 1 });
    }

    [Fact]
    public void Data_without_names_is_taken_by_its_sizes()
    {
        var trainer = Linear.Trainer(new Adam());
        trainer.Fit(Linear.Data(classes: Animals), new FitOptions { Epochs = 1, Validation = Linear.Data() });
        Assert.Equal(1, trainer.StepCount);
    }

    [Fact]
    public void Two_one_hot_classes_for_one_output_are_refused_with_the_remedy()
    {
        var topology = new Topology("YesNet", 3, [new("Dense", "Dense0", 3, 1, 4, true), new("Sigmoid", "", 1, 1, 0, false)], "BinaryCrossEntropy");
        var exception = Assert.Throws<ArgumentException>(() => FitDataChecks.Check(topology, Linear.Data(classes: Animals), null));
        Assert.Contains("2 targets per row, but network YesNet has 1 output", exception.Message);
        Assert.Contains("TargetKind.Binary", exception.Message);
    }

    private static void Rejects(Dataset data, Dataset? validation, string message)
    {
        var trainer = Linear.Trainer(new Adam());
        var before = trainer.ReadParameters();
        var exception = Assert.Throws<ArgumentException>(() => trainer.Fit(data, new FitOptions { Validation = validation }));
        Assert.Contains(message, exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(0, trainer.StepCount);
    }
}
