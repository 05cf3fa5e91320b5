/**
 * The plan file: what a diff promises and an apply carries out, as JSON Lines. {@link safecsv.diff.plan.PlanWriter} leaves
 * a complete file or none; {@link safecsv.diff.plan.PlanReader} looks at every byte before it hands out the first change.
 * Neither speaks to a database. The format: docs/plan-format.md.
 */
package safecsv.diff.plan;
