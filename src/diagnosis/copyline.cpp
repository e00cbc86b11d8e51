// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/copyline.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

RecommendedAction copyLine(const QString &command)
{
    return {{}, {}, command};
}

RecommendedAction bouncerLine(const QString &verb, const QString &database)
{
    QString name = database;
    return copyLine(database.isEmpty() ? verb + u';' : verb + u" \""_s + name.replace(u'"', u"\"\""_s) + u"\";"_s);
}

} // namespace lockmaster
