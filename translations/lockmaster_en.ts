<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Fleet</name>
    <message numerus="yes">
        <source>%n mistake(s) in the fleet file %1</source>
        <translation>
            <numerusform>%n mistake in the fleet file %1</numerusform>
            <numerusform>%n mistakes in the fleet file %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplicationTiles</name>
    <message numerus="yes">
        <source>%n replicas connected</source>
        <translation>
            <numerusform>%n replica connected</numerusform>
            <numerusform>%n replicas connected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentinelWords</name>
    <message numerus="yes">
        <source>%n primaries</source>
        <translation>
            <numerusform>%n primary</numerusform>
            <numerusform>%n primaries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionGroups</name>
    <message numerus="yes">
        <source>%Ln sessions</source>
        <translation>
            <numerusform>%Ln session</numerusform>
            <numerusform>%Ln sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionLocks</name>
    <message numerus="yes">
        <source>Blocks %n sessions, %1 lost so far; %2 go on when it ends</source>
        <translation type="vanished">
            <numerusform>Blocks %n session, %1 lost so far; %2 go on when it ends</numerusform>
            <numerusform>Blocks %n sessions, %1 lost so far; %2 go on when it ends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Blocks %n sessions, %1 lost so far</source>
        <translation>
            <numerusform>Blocks %n session, %1 lost so far</numerusform>
            <numerusform>Blocks %n sessions, %1 lost so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines of the configuration files are wrong: a reload leaves out what they say, and a restart may fail.</source>
        <translation>
            <numerusform>%n line of the configuration files is wrong: a reload leaves out what it says, and a restart may fail.</numerusform>
            <numerusform>%n lines of the configuration files are wrong: a reload leaves out what they say, and a restart may fail.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait for a restart</source>
        <translation>
            <numerusform>%n waits for a restart</numerusform>
            <numerusform>%n wait for a restart</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::ClusterPage</name>
    <message numerus="yes">
        <source>%n nodes as this one sees them</source>
        <translation>
            <numerusform>%n node, this one</numerusform>
            <numerusform>%n nodes as this one sees them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::CommandsPage</name>
    <message numerus="yes">
        <source>%n commands</source>
        <translation>
            <numerusform>%n command</numerusform>
            <numerusform>%n commands</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kinds of errors</source>
        <translation>
            <numerusform>%n kind of error</numerusform>
            <numerusform>%n kinds of errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::HeaderStrip</name>
    <message numerus="yes">
        <source>%n other targets</source>
        <translation type="vanished">
            <numerusform>%n other target</numerusform>
            <numerusform>%n other targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::MembersStrip</name>
    <message numerus="yes">
        <source>The server names %n others that are not in the fleet</source>
        <translation>
            <numerusform>The server names %n other that is not in the fleet</numerusform>
            <numerusform>The server names %n others that are not in the fleet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server names at least %n others that are not in the fleet; %1 is hidden</source>
        <translation>
            <numerusform>The server names at least %n other that is not in the fleet; %1 is hidden</numerusform>
            <numerusform>The server names at least %n others that are not in the fleet; %1 is hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::RedisClientsPage</name>
    <message numerus="yes">
        <source>%n replicas among them</source>
        <translation>
            <numerusform>%n replica among them</numerusform>
            <numerusform>%n replicas among them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::SentinelPage</name>
    <message numerus="yes">
        <source>%n primaries</source>
        <translation>
            <numerusform>%n primary</numerusform>
            <numerusform>%n primaries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replicas</source>
        <translation>
            <numerusform>%n replica</numerusform>
            <numerusform>%n replicas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other Sentinels</source>
        <translation>
            <numerusform>%n other Sentinel</numerusform>
            <numerusform>%n other Sentinels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::SessionsPage</name>
    <message numerus="yes">
        <source>%1 of %Ln sessions</source>
        <translation>
            <numerusform>%1 of %Ln session</numerusform>
            <numerusform>%1 of %Ln sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::SlowLogPage</name>
    <message numerus="yes">
        <source>%Ln entries read</source>
        <translation>
            <numerusform>%Ln entry read</numerusform>
            <numerusform>%Ln entries read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PoolBehind</name>
    <message numerus="yes">
        <source>%n clients wait for this pool.</source>
        <translation>
            <numerusform>%n client waits for this pool.</numerusform>
            <numerusform>%n clients wait for this pool.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these belong to %1.</source>
        <translation>
            <numerusform>%n of these belongs to %1.</numerusform>
            <numerusform>%n of these belong to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::PoolBar</name>
    <message numerus="yes">
        <source>%n server connections in use</source>
        <translation>
            <numerusform>%n server connection in use</numerusform>
            <numerusform>%n server connections in use</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients wait</source>
        <translation>
            <numerusform>%n client waits</numerusform>
            <numerusform>%n clients wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End %n sessions…</source>
        <translation>
            <numerusform>End %n session…</numerusform>
            <numerusform>End %n sessions…</numerusform>
        </translation>
    </message>
</context>
</TS>
