// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.sessions.untracked: track_activities is off for sessions of clients, so the server does not tell what they do. Where
// it is on for ours, they, their user or their database switched it off, which no setting of the server mends. Evidence:
// untracked, of (all of clients), applications [].
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>
#include <set>

#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

std::vector<RecommendedAction> trackingLines(const ServerSettings &settings)
{
    const auto ours = settings.values.find(u"track_activities"_s);
    if (ours == settings.values.end() || ours->second != u"off")
        return {};
    return {copyLine(u"ALTER SYSTEM SET track_activities = on;"_s), copyLine(u"SELECT pg_reload_conf();"_s)};
}

Findings findUntracked(const Snapshot &snapshot, const Thresholds &)
{
    qint64 clients = 0;
    qint64 untracked = 0;
    std::set<QString> applications;
    for (const SessionPtr &session : snapshot.postgres->sessions) {
        if (!isClientBackend(*session))
            continue;
        ++clients;
        if (session->state != SessionState::Disabled)
            continue;
        ++untracked;
        applications.insert(session->application);
    }
    if (untracked == 0)
        return {};
    QJsonArray names;
    for (const QString &name : applications)
        names.append(name);
    return {{u"pg.sessions.untracked"_s,
             FindingSeverity::Info,
             {},
             {{u"untracked"_s, untracked}, {u"of"_s, clients}, {u"applications"_s, names}},
             trackingLines(snapshot.postgres->settings),
             {}}};
}

QString untrackedSentence(const Finding &finding)
{
    return DiagnosisText::tr("track_activities is off for %1: long queries and idle transactions there cannot be seen.")
        .arg(sessionsText(evidenceCount(finding, "untracked"_L1)));
}

} // namespace

constinit const Rule rules::sessionsUntracked{.id = QLatin1StringView("pg.sessions.untracked"),
                                              .input = RuleInput::PostgreSql,
                                              .find = findUntracked,
                                              .sentence = untrackedSentence,
                                              .page = QLatin1StringView("sessions")};

} // namespace lockmaster
