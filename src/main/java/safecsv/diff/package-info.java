/**
 * An edited CSV, its baseline and the database, compared into a plan. It reads the database in one snapshot, with SELECT
 * alone, and never writes to it; an interruption leaves nothing behind. Entry point: {@link safecsv.diff.Differ}.
 *
 * <p>The way of a row: {@code RowJoin} finds its partner in the baseline, {@code RowJudge} compares their cells
 * ({@code CellVerdicts} is the one place that knows what a cell's texts mean), {@code TouchedBatch} asks the database for it,
 * {@code ChangeMaker} decides, and the change goes into a plan ({@link safecsv.diff.plan}).
 */
package safecsv.diff;
