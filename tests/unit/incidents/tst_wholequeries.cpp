// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The proof of a finding with the literals of its queries: of that session and that query alone, and never a password.
#include "incidents/wholequeries.h"

#include <QJsonArray>
#include <QTest>

#include "base/format.h"
#include "harness/testprogram.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr ServerTime kQueried{1000h};
const QString kMasked = u"UPDATE customers SET name = ?"_s;
const QString kWhole = u"UPDATE customers SET name = 'Maria'"_s;

PostgresState stateWith(const QString &query)
{
    Session session;
    session.key = {155, ServerTime(900h)};
    session.queryStart = kQueried;
    session.query = query;
    PostgresState state;
    state.sessions.push_back(std::make_shared<const Session>(session));
    return state;
}

QJsonObject told(int pid, ServerTime queried = kQueried)
{
    return {{u"pid"_s, pid}, {u"query_start"_s, formatIso(queried)}, {u"query"_s, kMasked}};
}

} // namespace

class TestWholeQueries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundAtAnyDepth()
    {
        const QJsonObject evidence{{u"root"_s, told(155)}, {u"sessions"_s, QJsonArray{told(155)}}, {u"victims"_s, 3}};
        const QJsonObject whole = withWholeQueries(evidence, stateWith(kWhole));
        QCOMPARE(whole[u"root"_s][u"query"_s].toString(), kWhole);
        QCOMPARE(whole[u"sessions"_s][0][u"query"_s].toString(), kWhole);
        QCOMPARE(whole[u"victims"_s].toInt(), 3);
    }

    void ofAnotherSessionOrQueryStaysMasked()
    {
        for (const QJsonObject &other : {told(156), told(155, kQueried - 1s)})
            QCOMPARE(withWholeQueries(other, stateWith(kWhole)), other);
    }

    void passwordsStayMasked()
    {
        const QString secret = u"canary-Zx81"_s;
        const auto state = stateWith(u"SELECT dblink('host=db1 password=%1')"_s.arg(secret));
        QVERIFY(!withWholeQueries(told(155), state).value(u"query"_s).toString().contains(secret));
    }
};

LOCKMASTER_TEST(TestWholeQueries)
#include "tst_wholequeries.moc"
