using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <content>Sizes at the edges of the tiles: every number of outputs left over by four, whole vectors of inputs and odd ones.</content>
public sealed partial class DotKernelTests
{
    private readonly struct Shape32To1 : IDenseShape
    {
        public static nuint Inputs => 32;

        public static nuint InputStride => 32;

        public static nuint Outputs => 1;

        public static nuint OutputStride => 4;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 32;

        public static nuint TransposedPanelWidth => 32;

        public static nuint TransposedRows => 4;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape48To2 : IDenseShape
    {
        public static nuint Inputs => 48;

        public static nuint InputStride => 48;

        public static nuint Outputs => 2;

        public static nuint OutputStride => 4;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 48;

        public static nuint TransposedPanelWidth => 48;

        public static nuint TransposedRows => 4;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape64To3 : IDenseShape
    {
        public static nuint Inputs => 64;

        public static nuint InputStride => 64;

        public static nuint Outputs => 3;

        public static nuint OutputStride => 4;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 64;

        public static nuint TransposedPanelWidth => 64;

        public static nuint TransposedRows => 4;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape80To4 : IDenseShape
    {
        public static nuint Inputs => 80;

        public static nuint InputStride => 80;

        public static nuint Outputs => 4;

        public static nuint OutputStride => 4;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 80;

        public static nuint TransposedPanelWidth => 80;

        public static nuint TransposedRows => 4;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape128To10 : IDenseShape
    {
        public static nuint Inputs => 128;

        public static nuint InputStride => 128;

        public static nuint Outputs => 10;

        public static nuint OutputStride => 16;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 128;

        public static nuint TransposedPanelWidth => 128;

        public static nuint TransposedRows => 12;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape144To12 : IDenseShape
    {
        public static nuint Inputs => 144;

        public static nuint InputStride => 144;

        public static nuint Outputs => 12;

        public static nuint OutputStride => 16;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 144;

        public static nuint TransposedPanelWidth => 144;

        public static nuint TransposedRows => 12;

        public static bool HasBias => false;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape33To5 : IDenseShape
    {
        public static nuint Inputs => 33;

        public static nuint InputStride => 33;

        public static nuint Outputs => 5;

        public static nuint OutputStride => 8;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 48;

        public static nuint TransposedPanelWidth => 48;

        public static nuint TransposedRows => 8;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape47To3 : IDenseShape
    {
        public static nuint Inputs => 47;

        public static nuint InputStride => 47;

        public static nuint Outputs => 3;

        public static nuint OutputStride => 4;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 48;

        public static nuint TransposedPanelWidth => 48;

        public static nuint TransposedRows => 4;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }

    private readonly struct Shape137To8 : IDenseShape
    {
        public static nuint Inputs => 137;

        public static nuint InputStride => 137;

        public static nuint Outputs => 8;

        public static nuint OutputStride => 8;

        public static nuint PanelWidth => 1;

        public static nuint PanelRows => (Inputs + 15) / 16 * 16;

        public static nuint BiasesOffset => Outputs * PanelRows;

        public static nuint TransposedStride => 144;

        public static nuint TransposedPanelWidth => 144;

        public static nuint TransposedRows => 8;

        public static bool HasBias => true;

        public static nuint ParameterLength => BiasesOffset + OutputStride;
    }
}
