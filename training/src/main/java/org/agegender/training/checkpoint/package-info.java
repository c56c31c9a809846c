/**
 * Checkpoints: everything a run needs to go on bit for bit, in a safetensors file that holds
 * numbers and texts and nothing else.
 */
package org.agegender.training.checkpoint;
