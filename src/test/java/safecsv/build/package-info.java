/**
 * What the build runs to finish the distribution: the training run that finds out which classes an export loads. Entry
 * point: {@link safecsv.build.ClassListTraining}. It needs no database; a small server on loopback plays one.
 */
package safecsv.build;
