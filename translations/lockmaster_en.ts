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
    <name>SessionGroups</name>
    <message numerus="yes">
        <source>%n sessions</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionLocks</name>
    <message numerus="yes">
        <source>Blocks %n sessions, %1 lost so far; %2 go on when it ends</source>
        <translation>
            <numerusform>Blocks %n session, %1 lost so far; %2 go on when it ends</numerusform>
            <numerusform>Blocks %n sessions, %1 lost so far; %2 go on when it ends</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockmaster::SessionsPage</name>
    <message numerus="yes">
        <source>%1 of %n sessions</source>
        <translation>
            <numerusform>%1 of %n session</numerusform>
            <numerusform>%1 of %n sessions</numerusform>
        </translation>
    </message>
</context>
</TS>
