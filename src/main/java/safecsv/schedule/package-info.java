/**
 * Exports on time. Not built yet; the package stands here so that the rules about who may use whom hold from the start.
 */
package safecsv.schedule;
