/**
 * Jobs in the words of other schedulers: systemd, cron, Kubernetes. Entry point: {@link safecsv.schedule.install.Installation}.
 * Only texts; nothing is installed.
 */
package safecsv.schedule.install;
