// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults between console and server: black holes, resets, name resolution.
#include <QTest>

#include "fullbacklog.h"
#include "harness/testprogram.h"
#include "lab/watch/faultproxy.h"
#include "lab/watch/watched.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<Result<QList<QHostAddress>>> answers(QHostAddress address)
{
    co_return QList{address};
}

QCoro::Task<Result<QList<QHostAddress>>> fails(QString name)
{
    co_return fail(ErrorKind::Dns, u"The name %1 does not resolve"_s.arg(name));
}

QCoro::Task<Result<QList<QHostAddress>>> neverAnswers(QDeadlineTimer deadline, std::stop_token stop)
{
    co_await sleepFor(std::chrono::milliseconds(deadline.remainingTime()), stop);
    co_return fail(ErrorKind::Timeout, u"The name was not resolved in time"_s);
}

} // namespace

class TestNetworkFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Target through(int port) const
    {
        Target target = targetOf(*m_lab, m_lab->primary());
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"port")
                value = QString::number(port);
        }
        return target;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>();
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void f9_blackHoleUnderAConnection()
    {
        FaultProxy proxy(m_lab->primary().port());
        EngineOptions options = quick();
        options.connectTimeout = 700ms;
        options.queryTimeout = 500ms;
        options.dropAfter = 1500ms;
        Watched watched(*m_lab, {through(proxy.port())}, options);
        QTRY_VERIFY(watched.isLiveNow());
        proxy.swallow();
        QTRY_VERIFY_WITH_TIMEOUT(watched.phase() == LinkPhase::Late, 4000);
        QTRY_VERIFY_WITH_TIMEOUT(watched.phase() == LinkPhase::Broken, 4000);
        QVERIFY(watched.state()); // old, grey, and said so
        proxy.forward();
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 10000);
    }

    void f10_blackHoleAtConnect()
    {
        const FullBacklog hole;
        PgLinkOptions options = optionsOf(*m_lab, through(hole.port()));
        PgLink alone(options);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!QCoro::waitFor(alone.open(QDeadlineTimer(800ms), {})));
        QCOMPARE(alone.state().rung, Rung::Tcp);
        QCOMPARE(alone.state().error->kind, ErrorKind::Timeout);

        for (auto &[keyword, value] :
             options.parameters) { // the next host of the list is tried in its share of the time
            if (keyword == u"host")
                value = u"127.0.0.1,127.0.0.1"_s;
            if (keyword == u"port")
                value += u',' + QString::number(m_lab->primary().port());
        }
        PgLink several(options);
        QVERIFY(QCoro::waitFor(several.open(QDeadlineTimer(2s), {})));
    }

    void f11_resetAndRefused()
    {
        FaultProxy proxy(m_lab->primary().port());
        Watched watched(*m_lab, {through(proxy.port())}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        watched.forgetAll();
        proxy.reset();
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        QTRY_VERIFY2(watched.trouble().contains(u"refused"), qPrintable(watched.trouble()));
        QTRY_VERIFY(watched.last()->link.nextAttempt
                    && *watched.last()->link.nextAttempt - watched.last()->taken.wall > 500ms); // it backs off
        QVERIFY(proxy.listenAgain());
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 10000);
    }

    void f16_aConnectionThatIsMadeAnewFindsTheServerWithoutItsName()
    {
        FaultProxy proxy(m_lab->primary().port());
        Target target = through(proxy.port());
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"host")
                value = u"localhost"_s; // so that the certificate fits
        }
        bool isKnown = true;
        EngineOptions options = quick();
        options.resolver = [&isKnown](const QString &name, QDeadlineTimer, const std::stop_token &) {
            return isKnown ? answers(QHostAddress(QHostAddress::LocalHost)) : fails(name);
        };
        Watched watched(*m_lab, {target}, options);
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(watched.last()->link.note.isEmpty());
        isKnown = false;
        proxy.reset();
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        QVERIFY(proxy.listenAgain());
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 10000);
        QVERIFY2(watched.last()->link.note.contains(u"last good address 127.0.0.1"),
                 qPrintable(watched.last()->link.note));
    }

    void f16_namesThatFailHangOrMove()
    {
        int call = 0;
        PgLinkOptions options = optionsOf(*m_lab, through(m_lab->primary().port()));
        for (auto &[keyword, value] : options.parameters) {
            if (keyword == u"host")
                value = u"localhost"_s; // so that the certificate fits
        }
        options.resolver = [&call](QString name, QDeadlineTimer deadline, std::stop_token stop) {
            ++call;
            if (call == 1)
                return answers(QHostAddress(QHostAddress::LocalHost));
            return call == 2 ? fails(std::move(name)) : neverAnswers(deadline, std::move(stop));
        };
        PgLink link(options);
        QVERIFY(QCoro::waitFor(link.open(QDeadlineTimer(2s), {})));
        QVERIFY(link.state().note.isEmpty());
        for (int again = 0; again < 2; ++again) { // fails, then hangs: the last good address is used, and that is said
            QVERIFY(QCoro::waitFor(link.open(QDeadlineTimer(2s), {})));
            QVERIFY2(link.state().note.contains(u"last good address 127.0.0.1"), qPrintable(link.state().note));
        }
        options.lastGood = noGoodAddresses();
        PgLink fresh(options); // never resolved before: the rung is named
        QVERIFY(!QCoro::waitFor(fresh.open(QDeadlineTimer(600ms), {})));
        QCOMPARE(fresh.state().rung, Rung::Dns);
    }
};

LOCKMASTER_TEST(TestNetworkFaults)
#include "tst_faults_network.moc"
