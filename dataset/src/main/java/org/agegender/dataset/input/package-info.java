/**
 * What every reader of a set shares: tables of labels and folders of pictures, both written by
 * somebody else and held to limits.
 */
package org.agegender.dataset.input;
