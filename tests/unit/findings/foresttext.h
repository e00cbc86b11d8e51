// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Waits from text and a forest as text, so that tests of locks read like pictures.
#pragma once

#include "model/postgres/lockforest.h"

#include <QStringList>

namespace lockmaster {

/// All waits of waitsFrom() are measured against this moment.
inline constexpr ServerTime kForestNow{std::chrono::hours(1000)};

/// One wait a line: "pid type:object seconds < blocker blocker …"; without seconds ("-") the start is not known.
inline std::vector<LockWait> waitsFrom(const QString &text)
{
    std::vector<LockWait> waits;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        LockWait wait;
        wait.pid = words.takeFirst().toInt();
        wait.object = words.takeFirst();
        wait.lockType = wait.object.section(u':', 0, 0);
        bool known = false;
        const int seconds = words.takeFirst().toInt(&known);
        if (known)
            wait.waitStart = kForestNow - std::chrono::seconds(seconds);
        for (const QString &blocker : words.sliced(1))
            wait.blockers.push_back(blocker.toInt());
        waits.push_back(std::move(wait));
    }
    return waits;
}

inline QString nodeText(const LockNode &node)
{
    QString line = QString(node.depth * 2, u' ');
    line += node.place > 0 ? QStringLiteral("%1. %2").arg(node.place).arg(node.pid) : QString::number(node.pid);
    if (node.inCycle)
        line += QStringLiteral(" in a cycle");
    if (node.victims > 0)
        line += QStringLiteral(" holds %1, frees %2, lost %3 s")
                    .arg(node.victims)
                    .arg(node.freed)
                    .arg(std::chrono::duration_cast<std::chrono::seconds>(node.lost).count());
    return line + u'\n';
}

inline void appendBranch(QString &text, const LockForest &forest, int index)
{
    const LockNode &node = forest.nodes[static_cast<std::size_t>(index)];
    text += nodeText(node);
    for (const int child : node.children)
        appendBranch(text, forest, child);
}

/// "place. pid holds victims, frees freed, lost seconds", children indented.
inline QString forestText(const LockForest &forest)
{
    QString text;
    for (const int root : forest.roots)
        appendBranch(text, forest, root);
    return text;
}

} // namespace lockmaster
