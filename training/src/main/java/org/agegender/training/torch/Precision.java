package org.agegender.training.torch;

/** The arithmetic of training steps. Weights and optimiser state are 32-bit floats in both. */
public enum Precision {
  /** Everything in 32-bit floats. */
  FP32,
  /** Convolutions and matrix products in bfloat16 through autocast, the rest in 32-bit floats. */
  BF16
}
