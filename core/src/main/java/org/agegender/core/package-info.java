/**
 * The words of the domain: ages, genders, distributions over them, labelled faces and predictions;
 * and the few things every module needs (a user's mistake, progress, atomic files, model files in
 * memory, the tool's version). No native code, nothing but the JDK.
 */
package org.agegender.core;
