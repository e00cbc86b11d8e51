// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linkjson.h"

#include "base/format.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

QString phaseName(LinkPhase phase)
{
    switch (phase) {
    case LinkPhase::Connecting: return u"connecting"_s;
    case LinkPhase::Live: return u"live"_s;
    case LinkPhase::Late: return u"late"_s;
    case LinkPhase::Broken: return u"broken"_s;
    case LinkPhase::Refused: return u"refused"_s;
    }
    return u"broken"_s;
}

QJsonObject linkJson(const Snapshot &snapshot)
{
    const LinkState &link = snapshot.link;
    QJsonValue error;
    if (link.error) {
        error = QJsonObject{{u"kind"_s, errorKindName(link.error->kind)},
                            {u"text"_s, link.error->text},
                            {u"server_words"_s, link.error->detail},
                            {u"sqlstate"_s, link.error->sqlState}};
    }
    return {{u"phase"_s, phaseName(link.phase)},
            {u"rung"_s, rungName(link.rung)},
            {u"since"_s, formatIso(link.since)},
            {u"address"_s, link.address},
            {u"note"_s, link.note},
            {u"encrypted"_s, link.encrypted},
            {u"verified"_s, link.verified},
            {u"next_attempt"_s, link.nextAttempt ? QJsonValue(formatIso(*link.nextAttempt)) : QJsonValue()},
            {u"reconnects_today"_s, link.reconnectsToday},
            {u"error"_s, error}};
}

} // namespace lockmaster
