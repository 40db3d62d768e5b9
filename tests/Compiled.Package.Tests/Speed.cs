// Packages, native code, an emulator: nothing here is fast.
[assembly: Trait("Speed", "slow")]
