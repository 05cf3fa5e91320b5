/**
 * The way to the server through another machine, by the system's own ssh program: its configuration, agent, known hosts
 * and jump hosts apply, and nothing of them is read or decided here. Entry point: {@link safecsv.mysql.tunnel.SshTunnel}.
 * The tunnel's end on this machine is a socket in a folder that only this user may enter; it, and the ssh process, go
 * when this process goes, however it goes.
 */
package safecsv.mysql.tunnel;
