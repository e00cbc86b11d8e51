// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The confirmation names pool and client behind the session that is to end.
#include "bouncerfixtures.h"
#include "harness/windowtest.h"
#include "ui/actions/confirmation/confirmationdialog.h"
#include "ui/actions/confirmation/poolbehind.h"

#include <QTest>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

ActionPlan ending(const std::vector<Session> &sessions)
{
    ActionPlan plan;
    plan.id = u"1"_s;
    plan.request.action = kTerminateSession;
    plan.request.target = plan.target.name = kTarget;
    plan.title = u"End session 8123"_s;
    plan.consequence = u"Its transaction is rolled back."_s;
    plan.madeAt = systemClock().wallNow();
    for (const Session &session : sessions)
        plan.subjects.push_back(subjectOf(session));
    return plan;
}

struct Watched {
    explicit Watched(const PgBouncerState &pools) : bus(withBouncer())
    {
        observe(bus, share(live(state(5))));
        observe(bus, share(seen(pools)));
    }
    MomentBus bus;
};

bool says(const QWidget &dialog, const QString &words)
{
    return std::ranges::any_of(dialog.findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

} // namespace

class TestPoolBehind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void poolAndClientAreNamed()
    {
        PgBouncerState pools = poolsOf(0);
        pools.pools[0].clientsWaiting = 20;
        const Watched watched(pools);
        const QString words = poolBehind(ending({rootBlocker()}), watched.bus);
        QCOMPARE(words, u"Behind it: checkout, 10.0.0.7:51234, through pool orders (shop) of pgbouncer. "
                        "20 clients wait for this pool."_s);
        ConfirmationDialog dialog;
        dialog.setBehind(words);
        dialog.showPlan(ending({rootBlocker()}));
        dialog.show();
        QVERIFY(says(dialog, words));
        dialog.setBehind({});
        QVERIFY(!says(dialog, u"Behind it"_s));
    }

    void aConnectionThatNobodyUses()
    {
        PgBouncerState pools = poolsOf(0);
        std::vector<PgBouncerSocket> servers = pools.servers->all;
        servers.front().link.clear();
        pools.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, servers});
        pools.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {}});
        QCOMPARE(poolBehind(ending({rootBlocker()}), Watched(pools).bus),
                 u"It belongs to pool orders (shop) of pgbouncer; no client uses it now."_s);
    }

    void severalAreCounted()
    {
        const QString words = poolBehind(ending({rootBlocker(), longQuery()}), Watched(poolsOf(0)).bus);
        QCOMPARE(words, u"1 of these belongs to pool orders (shop) of pgbouncer."_s);
    }

    void othersAreNotClaimed()
    {
        QCOMPARE(poolBehind(ending({longQuery()}), Watched(poolsOf(0)).bus), QString());
        Session namesake = rootBlocker();
        namesake.clientPort = 1; // the same pid on another server
        QCOMPARE(poolBehind(ending({namesake}), Watched(poolsOf(0)).bus), QString());
    }
};

LOCKMASTER_WINDOW_TEST(TestPoolBehind)
#include "tst_poolbehind.moc"
