@echo off
rem The NextSkill command: nextskill --help. Needs a JDK 17 or later and nothing else; builds what is not built (after a change: mvnw package).
setlocal
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo NextSkill needs a JDK, version 17 or later: install one, or set JAVA_HOME. 1>&2
  exit /b 1
)
if not exist "%HOME_DIR%\planner-service\target\quarkus-app\quarkus-run.jar" (
  echo Building NextSkill; the first time this fetches its libraries and takes some minutes ... 1>&2
  pushd "%HOME_DIR%"
  call mvnw.cmd --batch-mode --quiet -DskipTests package
  if errorlevel 1 (
    popd
    echo The build failed; the lines above say why. 1>&2
    exit /b 1
  )
  popd
)
"%JAVA%" -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dnextskill.home=%HOME_DIR%" -cp "%HOME_DIR%\deploy\local\target\*;%HOME_DIR%\deploy\local\target\lib\*" dev.nextskill.local.NextSkill %*
