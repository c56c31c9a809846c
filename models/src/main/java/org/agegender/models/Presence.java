package org.agegender.models;

/** How a file of the table stands in the cache. */
public enum Presence {
  /** There, and verified. */
  PRESENT,
  /** A part of it is there; fetching goes on from it. */
  PARTLY,
  /** Something else is there under its name; fetching replaces it. */
  DAMAGED,
  /** Not there. */
  ABSENT
}
