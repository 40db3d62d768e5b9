using System.Globalization;
using Compiled.Checkpoints.Child;

var (mode, path) = (args[0], args[1]);
var network = new ChildNet(seed: 1);
var trainer = ChildTraining.Create(network);
switch (mode)
{
    // Until it is killed: a step, a save, and the number of the step once it is saved.
    case "save":
        while (true)
        {
            ChildTraining.Step(trainer);
            trainer.SaveCheckpoint(path);
            Console.Out.WriteLine(trainer.StepCount.ToString(CultureInfo.InvariantCulture));
        }

    // One save, or what was wrong with it.
    case "once":
        ChildTraining.Step(trainer);
        try
        {
            trainer.SaveCheckpoint(path);
            Console.Out.WriteLine("saved");
        }
        catch (IOException exception)
        {
            Console.Out.WriteLine(exception.Message);
        }

        return 0;

    // A whole run, from where the last process was killed.
    case "fit":
        if (File.Exists(path))
            trainer.Resume(path);
        Console.Out.WriteLine("begun");
        Console.Out.WriteLine(ChildTraining.Outcome(network, trainer.Fit(ChildTraining.Data, ChildTraining.Run(path))));
        return 0;

    default:
        return 2;
}
