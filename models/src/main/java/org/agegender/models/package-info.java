/**
 * Files that others publish and this project uses: a table of where they lie and what they must be,
 * a folder that keeps them, and a downloader that can go on where it was cut off and keeps nothing
 * it has not verified.
 */
package org.agegender.models;
