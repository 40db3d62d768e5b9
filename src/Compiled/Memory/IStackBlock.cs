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
