using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>A stack block of fixed size for <see cref="StackScratch"/>: so many floats, and room to align them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStackBlock;

/// <summary>48 floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 48 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock48 : IStackBlock;

/// <summary>240 floats.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 240 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock240 : IStackBlock;

/// <summary>960 floats: with their room just below a page, beyond which every call would probe the stack.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 960 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock960 : IStackBlock;

/// <summary>1,984 floats: with their room just below two pages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 1984 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock1984 : IStackBlock;

/// <summary>3,008 floats: with their room just below three pages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 3008 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock3008 : IStackBlock;

/// <summary>4,032 floats: with their room just below four pages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 4032 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock4032 : IStackBlock;

/// <summary>6,080 floats: with their room just below six pages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 6080 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock6080 : IStackBlock;

/// <summary>8,128 floats: with their room just below eight pages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 8128 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock8128 : IStackBlock;

/// <summary>12,224 floats: with their room just below twelve pages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 12224 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock12224 : IStackBlock;

/// <summary>16,384 floats, the most that a prediction takes of the stack.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Size = 16384 * sizeof(float) + StackScratch.Alignment)]
public struct StackBlock16384 : IStackBlock;
