@echo off
rem Starts safecsv. Needs Java 17 or later: JAVA_HOME's, else the PATH's. SAFECSV_JAVA_OPTS adds options for Java.
setlocal
set "JAVA=java.exe"
if defined JAVA_HOME (
    set "JAVA=%JAVA_HOME%\bin\java.exe"
    if not exist "%JAVA_HOME%\bin\java.exe" (
        echo safecsv: JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe. 1>&2
        exit /b 2
    )
) else (
    where /q java.exe || (
        echo safecsv: no java found. Install Java 17 or later and put it on the PATH, or set JAVA_HOME. 1>&2
        exit /b 2
    )
)
"%JAVA%" -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xmx1g %SAFECSV_JAVA_OPTS% -cp "%~dp0..\lib\safecsv.jar" safecsv.cli.Main %*
exit /b %ERRORLEVEL%
