package org.agegender.training.torch;

/** Where the network is trained. */
public enum ComputeDevice {
  /** CUDA if the engine offers it, else the processor. */
  AUTO,
  CPU,
  CUDA
}
