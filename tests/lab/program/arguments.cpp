// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include "lab/scenes/scene.h"

#include <QCommandLineParser>

#include <cstdio>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString description()
{
    QString text =
        u"Starts real PostgreSQL, PgBouncer, Redis and Valkey servers on free loopback ports, for demonstrations and "
        u"tests.\n"
        "Prints \"fleet\" and the path of a fleet file for Lockmaster before the first server is started, \"up\" and "
        "its\n"
        "name for each that is; when all is there, the path once more and \"ready\". Runs until Ctrl+C. All servers\n"
        "and files are gone afterwards, also when this program is killed.\n\n"
        "Scenes, begun with --scene or at the prompt; NAME:SIZE makes one larger or smaller:\n"_s;
    for (const SceneKind &kind : sceneKinds()) {
        text += u"  %1 %2 [%3]\n"_s.arg(kind.name, -24).arg(kind.summary).arg(kind.size);
    }
    return text
           + u"\nCommands on standard input: scene NAME[:SIZE], end NAME, quit.\n\n"
             "Example: lockmaster-lab --parts pg,standbys --workload 50 --scene blocking-chain"_s;
}

[[noreturn]] void refuse(const QString &why)
{
    std::fprintf(stderr, "lockmaster-lab: %s\nTry --help.\n", qPrintable(why));
    std::exit(64);
}

LabParts partsOf(const QString &list)
{
    LabParts parts = LabPart::Postgres;
    for (const QString &name : list.split(u',')) {
        if (!labPartNames().contains(name)) {
            refuse(u"there is no part \"%1\"; parts are %2"_s.arg(name, labPartNames().keys().join(u", ")));
        }
        parts |= labPartNames()[name];
    }
    return parts;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(description());
    parser.addHelpOption();
    parser.addOptions({
        {u"parts"_s,
         u"Which servers: pg, standbys, cascade, pgbouncer, redis, sentinel, cluster, valkey, or all "
         "(default)."_s,
         u"list"_s, u"all"_s},
        {u"redis-tls"_s, u"The fleet file names Redis and Valkey by their TLS ports."_s},
        {u"fleet"_s, u"Write the fleet file here as well."_s, u"file"_s},
        {u"scene"_s, u"Begin this scene, as soon as its servers are up; may be repeated."_s, u"name[:size]"_s},
        {u"workload"_s, u"Orders come in: so many transactions a second."_s, u"rate"_s, u"0"_s},
        {u"crowd"_s, u"Sessions in an ordinary mix: short for --scene crowd:N, with room for them."_s, u"n"_s},
        {u"set"_s, u"A setting of postgresql.conf; may be repeated."_s, u"name=value"_s},
        {u"servers"_s, u"Start the servers of another system, from its root folder (see installer/servers)."_s,
         u"folder"_s},
        {u"until-eof"_s, u"End when standard input ends."_s},
    });
}

} // namespace

Arguments parseArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(arguments);
    Arguments result;
    result.lab.parts = partsOf(parser.value(u"parts"_s));
    result.lab.fleetKinds = FleetKinds::All;
    result.fleet = parser.value(u"fleet"_s);
    result.scenes = parser.values(u"scene"_s);
    result.workload = parser.value(u"workload"_s).toDouble();
    result.lab.serverRoot = parser.value(u"servers"_s);
    result.lab.redisOverTls = parser.isSet(u"redis-tls"_s);
    result.untilEof = parser.isSet(u"until-eof"_s);
    if (const int crowd = parser.value(u"crowd"_s).toInt(); crowd > 0) {
        result.scenes.prepend(u"crowd:%1"_s.arg(crowd));
        result.lab.settings[u"max_connections"_s] = QString::number(crowd + 200);
    }
    for (const QString &setting : parser.values(u"set"_s)) {
        result.lab.settings[setting.section(u'=', 0, 0).trimmed()] = setting.section(u'=', 1).trimmed();
    }
    for (const QString &scene : std::as_const(result.scenes)) {
        if (!makeScene(scene)) {
            refuse(u"there is no scene \"%1\""_s.arg(scene));
        }
    }
    return result;
}

} // namespace lockmaster
