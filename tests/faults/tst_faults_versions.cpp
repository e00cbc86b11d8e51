// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PgBouncer that is newer than this program: F32 of the design's list. No real one will do it; those that there are, are
// in tst_pgbouncer_probes, and run in the matrix.
#include <QTest>

#include "../unit/pgbouncerrecords.h"
#include "fakepgbouncer.h"
#include "harness/testprogram.h"
#include "lab/watch/watched.h"
#include "probes/pgbouncer/rows/probe.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

/// A table without one of its columns, and with one that nobody knows in front of the others.
QByteArray changed(const QByteArray &csv, const QByteArray &without)
{
    QByteArrayList lines = csv.split('\n');
    const qsizetype column = lines.front().split(',').indexOf(without);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArrayList values = lines[i].split(',');
        values.removeAt(column);
        lines[i] = (i == 0 ? "teleported," : "7,") + values.join(',');
    }
    return lines.join('\n');
}

/// What the newest that there is says, a column short and a column more.
QMap<QByteArray, QByteArray> tables()
{
    QMap<QByteArray, QByteArray> tables{{"SHOW CONFIG", "key,value,default,changeable\nmax_client_conn,100,100,yes"},
                                        {"SHOW STATE", "key,value\nactive,yes\npaused,no\nsuspended,no"}};
    const Recorded recorded = pgBouncer126();
    for (const auto &probe : pgBouncerProbes()) {
        if (const QByteArray answer = recorded.value(probe->name().toLatin1()); !answer.isEmpty())
            tables[probe->command()] = answer;
    }
    tables["SHOW POOLS"] = changed(tables["SHOW POOLS"], "pool_mode");
    tables["SHOW DATABASES"] = changed(tables["SHOW DATABASES"], "reserve_pool_size");
    return tables;
}

Target targetOf(const QTcpServer &server)
{
    Target target;
    target.name = u"front"_s;
    target.kind = ServerKind::PgBouncer;
    target.parameters = {{u"host"_s, u"127.0.0.1"_s},
                         {u"port"_s, QString::number(server.serverPort())},
                         {u"dbname"_s, u"pgbouncer"_s},
                         {u"user"_s, u"lockmaster"_s},
                         {u"sslmode"_s, u"disable"_s}};
    return target;
}

/// Of the two commands whose answers were changed; there may be commands that were never recorded.
QStringList errorsOf(const Snapshot &snapshot)
{
    QStringList texts;
    for (const Error &error : snapshot.probeErrors) {
        if (error.text.startsWith(u"pools:") || error.text.startsWith(u"databases:"))
            texts << error.text;
    }
    return texts;
}

} // namespace

class TestFaultsVersions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void f32_columnsGoByName()
    {
        FakePgBouncer fake(tables());
        const Lab passwords;
        Watched watched(passwords, {targetOf(fake)}, quick());
        QTRY_VERIFY2(watched.isLiveNow() && watched.bouncer()->pools.size() == 1, qPrintable(watched.trouble()));
        const PgBouncerPool &pool = watched.bouncer()->pools[0];
        QVERIFY(pool.database == u"orders" && pool.clientsActive == 1 && pool.serversActive == 1);
        QVERIFY(pool.mode.isEmpty());
        QCOMPARE(pool.others.at(u"teleported"_s), u"7"_s);
        const PgBouncerDatabase &database = *databaseOf(*watched.bouncer(), pool);
        QVERIFY(database.poolSize == 5 && !database.reservePool);
        QCOMPARE(database.others.at(u"teleported"_s), u"7"_s);
        QCOMPARE(errorsOf(*watched.last()), QStringList());
    }

    // What every version has had: without it nothing is made up, and the rest goes on.
    void f32_aMissingColumnIsNamed()
    {
        QMap<QByteArray, QByteArray> answers = tables();
        answers["SHOW POOLS"] = changed(answers["SHOW POOLS"], "cl_waiting");
        FakePgBouncer fake(answers);
        const Lab passwords;
        Watched watched(passwords, {targetOf(fake)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QCOMPARE(errorsOf(*watched.last()), QStringList{u"pools: The answer has no column \"cl_waiting\""_s});
        QVERIFY(watched.bouncer()->pools.empty() && !watched.bouncer()->databases.empty());
    }
};

LOCKMASTER_TEST(TestFaultsVersions)
#include "tst_faults_versions.moc"
