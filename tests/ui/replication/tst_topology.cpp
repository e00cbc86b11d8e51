// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who receives WAL from whom, drawn over all servers of the fleet.
#include "harness/observed.h"
#include "replicationfixtures.h"

#include "base/format.h"
#include "harness/windowtest.h"
#include "model/postgres/postgres.h"
#include "ui/common/notices/notestrip.h"

#include <QLabel>
#include <QSignalSpy>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestTopology : public ReplicationTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void theTreeSpansTheFleet()
    {
        both();
        QTRY_COMPARE(picture(m_page->topologyView().nodes()), u"\norders-primary*: primary, timeline 1"
                                                              "\n  orders-replica: standby, streaming · async"
                                                              "\n  report: not in the fleet, streaming · async"
                                                              "\n  gone: not seen, its slot is not used"_s);
        QCOMPARE(lagWords(m_page->topologyView().nodes()[1]),
                 u"10.4 MB · 11 s behind"_s.replace(u"10.4"_s, formatBytes(10 << 20).section(u' ', 0, 0)));
    }

    void aStandbyWhosePrimaryIsElsewhere()
    {
        Replication alone = standby();
        alone.receiver->senderHost = u"db9"_s;
        take(server(alone, u"orders_replica"_s, 5433));
        QTRY_COMPARE(picture(m_page->topologyView().nodes()),
                     u"\ndb9:5432: not in the fleet\n  orders-primary*: standby"_s);
        QVERIFY(m_page->upstreamText().startsWith(
            u"Receives from db9:5432 · streaming · slot orders_replica · timeline 1"));
    }

    void twoPrimariesAreCritical()
    {
        Replication promoted;
        promoted.timeline = 2;
        take(copied(server(promoted, u"orders_replica"_s, 5433)), kReadOnlyTarget);
        take(server(Replication(), u"orders"_s, 5432));
        QTRY_COMPARE(m_page->topologyView().nodes().size(), std::size_t(2));
        for (const TopologyNode &node : m_page->topologyView().nodes())
            QCOMPARE(node.state, HealthState::Critical);
    }

    void whileFrozenALaterSplitIsNotShown()
    {
        both();
        m_bus->freeze();
        Replication promoted;
        promoted.timeline = 2;
        take(copied(server(promoted, u"orders_replica"_s, 5433)), kReadOnlyTarget, 1s);
        take(server(Replication(), u"orders"_s, 5432), kTarget, 1s);
        for (const Target &each : m_bus->fleet().targets)
            QVERIFY(m_bus->health(each.name).state != HealthState::Critical);
        for (const TopologyNode &node : m_page->topologyView().nodes())
            QVERIFY(node.state != HealthState::Critical);
        m_bus->goLive();
        QCOMPARE(m_bus->health(kTarget).state, HealthState::Critical);
        QTRY_COMPARE(m_page->topologyView().nodes().front().state, HealthState::Critical);
    }

    void aCopyInAnotherEnvironmentIsNoSplit()
    {
        Fleet apart = fleet();
        std::ranges::find(apart.targets, kReadOnlyTarget, &Target::name)->environment = Environment::Development;
        m_page.reset();
        m_bus = std::make_unique<MomentBus>(apart);
        m_page = std::make_unique<ReplicationPage>(*m_bus);
        m_page->setTarget(kTarget);
        m_page->show();
        Replication copy;
        copy.timeline = 2;
        copy.upstreamSlot = u"gone"_s;
        take(copied(server(copy, u"orders_replica"_s, 5433)), kReadOnlyTarget);
        take(server(Replication(), u"orders"_s, 5432));
        QTRY_COMPARE(m_page->topologyView().nodes().size(), std::size_t(2));
        for (const TopologyNode &node : m_page->topologyView().nodes())
            QCOMPARE(node.state, HealthState::Ok);
        take(server(primary(), u"orders"_s, 5432), kTarget, 1s); // which still keeps the slot that the copy was to use
        QTRY_VERIFY(picture(m_page->topologyView().nodes()).contains(u"gone: now a primary, its slot is not used"));
        QCOMPARE(m_page->topologyView().nodes().front().state, HealthState::Critical);
    }

    void hiddenStandbysAreKnownByTheirSlots()
    {
        Replication upstream;
        upstream.senders = {WalSender{.pid = 71}, WalSender{.pid = 72}};
        upstream.senders[0].slot = u"orders_replica"_s;
        Replication below;
        below.inRecovery = true;
        below.receiver.emplace(); // all of it is hidden but that it is there
        below.upstreamSlot = u"orders_replica"_s;
        take(server(below, {}, 5433), kReadOnlyTarget);
        take(server(upstream, u"orders"_s, 5432));
        QTRY_COMPARE(
            picture(m_page->topologyView().nodes()),
            u"\norders-primary*: primary\n  orders-replica: standby, link hidden\n  pid 72: receives WAL, link hidden"_s);
        const std::vector<TopologyNode> &nodes = m_page->topologyView().nodes();
        QCOMPARE(lagWords(nodes[1]), u"lag hidden"_s);
        QCOMPARE(lagWords(nodes[2]), u"lag hidden"_s);
        QCOMPARE(nodes[2].state, HealthState::Unknown);
        below.replayed = kHere; // it tells itself
        take(server(below, {}, 5433), kReadOnlyTarget, 1s);
        take(server(upstream, u"orders"_s, 5432), kTarget, 1s);
        QTRY_COMPARE(lagWords(nodes[1]), u"replayed all it received"_s);
        below.replayed = kHere - (10 << 20);
        below.unreplayedSince = kNow - 10s;
        take(server(below, {}, 5433), kReadOnlyTarget, 2s);
        take(server(upstream, u"orders"_s, 5432), kTarget, 2s);
        QTRY_COMPARE(lagWords(nodes[1]), u"%1 · 12 s behind"_s.arg(formatBytes(10 << 20)));
    }

    void aHiddenUpstreamHasItsName()
    {
        Replication upstream;
        upstream.senders = {WalSender{.pid = 71, .slot = u"orders_replica"_s}};
        Replication below;
        below.inRecovery = true;
        below.receiver.emplace();
        below.upstreamSlot = u"orders_replica"_s;
        take(server(below, {}, 5433));
        QTRY_COMPARE(m_page->upstreamText(), u"Receives from another server; from which is hidden."_s);
        take(server(upstream, u"orders"_s, 5432), kReadOnlyTarget, 1s);
        take(server(below, {}, 5433), kTarget, 1s);
        QTRY_COMPARE(m_page->upstreamText(),
                     u"Receives from orders-replica, as its slot tells; all else of that is hidden."_s);
    }

    /// As the sidebar does: a box says no other thing of a target.
    void aBoxHasTheStateOfItsTarget()
    {
        const auto states = [this] {
            std::vector<HealthState> all;
            std::ranges::transform(m_page->topologyView().nodes(), std::back_inserter(all), &TopologyNode::state);
            return all;
        };
        using enum HealthState;
        Replication upstream = primary();
        upstream.senders = {fixtures::sender(71, u"orders_replica"_s)};
        upstream.slotsKept.clear();
        take(server(standby(), u"orders_replica"_s, 5433), kReadOnlyTarget);
        take(server(upstream, u"orders"_s, 5432));
        QTRY_COMPARE(states(), std::vector({Ok, Ok}));

        Snapshot hidden = live(server(standby(), u"orders_replica"_s, 5433), 1s, kReadOnlyTarget);
        hidden.hidden = {u"GRANT pg_monitor TO monitor"_s};
        observe(*m_bus, share(hidden));
        PostgresState blocked = state(); // three wait behind a session, for minutes
        blocked.identity = server(upstream, u"orders"_s, 5432).identity;
        blocked.replication = server(upstream, u"orders"_s, 5432).replication;
        take(blocked, kTarget, 1s);
        QTRY_COMPARE(states(), std::vector({Critical, Unknown}));

        observe(*m_bus, share(blind(hidden, 2s)));
        take(blocked, kTarget, 2s);
        QTRY_COMPARE(states(), std::vector({Critical, Blind}));
    }

    void aClickOpensTheServer()
    {
        both();
        QSignalSpy opened(m_page.get(), &Page::elsewhereRequested);
        auto *view = m_page->findChild<TopologyView *>();
        QTest::mouseClick(view, Qt::LeftButton, {}, view->nodeRect(0).center()); // itself: nothing
        QTest::mouseClick(view, Qt::LeftButton, {}, view->nodeRect(2).center()); // not in the fleet: nothing
        QCOMPARE(opened.count(), 0);
        QTest::mouseClick(view, Qt::LeftButton, {}, view->nodeRect(1).center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().at(0).toString(), kReadOnlyTarget);
        QCOMPARE(opened.front().at(1).toString(), u"replication"_s);
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(opened.count(), 2);
    }
};

LOCKMASTER_WINDOW_TEST(TestTopology)
#include "tst_topology.moc"
