/**
 * The training engine: runs a described network on libtorch, takes optimiser steps and gives its
 * state as plain arrays. No type of libtorch leaves this package.
 */
package org.agegender.training.torch;
