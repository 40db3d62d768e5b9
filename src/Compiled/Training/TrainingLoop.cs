namespace Compiled;

public abstract partial class Trainer
{
}
