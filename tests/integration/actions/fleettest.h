// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of actions on several kinds of server share: a fleet of targets of the lab, connections of the right
// protocol to each, an executor with a journal of its own for each test.
#pragma once

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "actions/executor.h"
#include "actions/journal/journalwriter.h"
#include "actions/plan/preflights.h"
#include "lab/lab.h"
#include "lab/labclient.h"
#include "lab/watch/monitored.h"
#include "link/redis/redislink.h"

namespace lockmaster::test {

struct Place {
    Target target;
    QString password;
};

inline QCoro::Task<Result<LentLink>> openPlace(Place place, QString name, std::stop_token stop)
{
    const bool isRedis = place.target.kind == ServerKind::Redis || place.target.kind == ServerKind::Sentinel;
    if (isRedis) {
        auto link = std::make_shared<RedisLink>(RedisLinkOptions{.target = place.target.name,
                                                                 .parameters = place.target.parameters,
                                                                 .password = passwordOf(place.password),
                                                                 .clientName = std::move(name)});
        const Result<void> opened = co_await link->open(QDeadlineTimer(3000), stop);
        if (!opened)
            co_return std::unexpected(opened.error());
        co_return LentLink{{.redis = link}, false, nullptr};
    }
    PgLinkOptions options{place.target.name, place.target.parameters, passwordOf(place.password), std::move(name)};
    options.isPgBouncerConsole = place.target.kind == ServerKind::PgBouncer;
    auto link = std::make_shared<PgLink>(std::move(options));
    const Result<void> opened = co_await link->open(QDeadlineTimer(3000), stop);
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return LentLink{{.postgres = link}, false, nullptr};
}

inline QCoro::Task<Result<LentLink>> noSuchPlace(QString name)
{
    co_return fail(ErrorKind::Config, QStringLiteral("There is no target named %1").arg(name));
}

class FleetTest : public QObject
{
protected:
    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::vector<Place> m_places;
    std::unique_ptr<Journal> m_journal; ///< to look into
    std::unique_ptr<JournalWriter> m_writer;
    std::unique_ptr<Executor> m_executor;
    std::vector<ActionProgress> m_told;
    std::optional<Place> m_watchAs; ///< who the second connection of a long action is, if not the first
    std::function<void(const QString &target)> m_onLend; ///< told of each connection before it is opened

    void startLab(LabParts parts)
    {
        m_lab = std::make_unique<Lab>(LabOptions{parts, {}});
        const Result<void> up = m_lab->start();
        QVERIFY2(up, up ? "" : (up.error().text + up.error().detail).toUtf8());
    }
    /// A new journal and an executor for these targets.
    void use(std::vector<Place> places)
    {
        m_places = std::move(places);
        m_told.clear();
        m_watchAs.reset();
        m_onLend = {};
        m_dir = std::make_unique<QTemporaryDir>();
        m_journal = std::make_unique<Journal>(m_dir->filePath(QStringLiteral("journal")));
        m_writer = std::make_unique<JournalWriter>(m_journal->folder());
        FleetAccess fleet;
        for (const Place &place : m_places)
            fleet.targets.push_back(place.target);
        fleet.lend = [this](QString target, QString name, std::stop_token stop) {
            if (m_onLend)
                m_onLend(target);
            if (m_watchAs && name.endsWith(u"/watch"))
                return openPlace(*m_watchAs, std::move(name), std::move(stop));
            for (const Place &place : m_places) {
                if (place.target.name == target)
                    return openPlace(place, std::move(name), std::move(stop));
            }
            return noSuchPlace(std::move(target));
        };
        m_executor = std::make_unique<Executor>(std::move(fleet), *m_writer);
    }
    ActionPlan plan(const QString &action, const QString &target, const QJsonObject &arguments)
    {
        const Result<ActionPlan> plan = QCoro::waitFor(m_executor->plan({action, target, arguments, {}}, {}));
        if (!plan)
            qWarning() << plan.error().text << plan.error().detail;
        return plan.value_or(ActionPlan{});
    }
    ActionResult execute(const ActionPlan &plan, std::stop_token cancel = {})
    {
        const auto tell = [this](const ActionProgress &progress) { m_told.push_back(progress); };
        const ActionResult result =
            QCoro::waitFor(m_executor->execute(plan, plan.token, warningsOf(plan), {}, {tell, std::move(cancel)}));
        if (qEnvironmentVariableIsSet("LOCKMASTER_SAY"))
            qDebug().noquote() << plan.title << '|' << outcomeName(result.outcome) << '|' << result.summary << '|'
                               << result.next << '|' << result.serverMessages;
        return result;
    }
    static QString troublesOf(const ActionPlan &plan)
    {
        QStringList list;
        for (const Preflight &check : plan.preflights) {
            if (check.verdict != Verdict::Ok)
                list << check.id + u' ' + verdictName(check.verdict);
        }
        return list.join(QStringLiteral(", "));
    }
    static QStringList warningsOf(const ActionPlan &plan)
    {
        QStringList ids;
        for (const Preflight &check : plan.preflights) {
            if (check.verdict == Verdict::Warning)
                ids << check.id;
        }
        return ids;
    }
    static QString sqlOf(const ActionPlan &plan)
    {
        QStringList lines;
        for (const PlannedStatement &statement : plan.statements)
            lines << (statement.server.isEmpty() ? statement.sql
                                                 : statement.server + QStringLiteral(": ") + statement.sql);
        return lines.join(u'\n');
    }
    [[nodiscard]] QByteArray journalText() const
    {
        QByteArray text;
        for (const QString &name : QDir(m_journal->folder()).entryList({QStringLiteral("*.jsonl")})) {
            QFile file(m_journal->folder() + u'/' + name);
            if (file.open(QIODevice::ReadOnly))
                text += file.readAll();
        }
        return text;
    }
    /// Does it once "sent" is on disk and `ready` holds.
    void whenSent(QTimer &timer, std::function<bool()> ready, std::function<void()> act)
    {
        connect(&timer, &QTimer::timeout, this, [this, &timer, ready = std::move(ready), act = std::move(act)] {
            if (!journalText().contains("\"event\":\"sent\"") || !ready())
                return;
            timer.stop();
            act();
        });
        timer.start(50);
    }
};

} // namespace lockmaster::test
