// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of Redis servers on screen, fed with values made by hand, and what is to be read there.
#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

#include "diagnosis/diagnosis.h"
#include "harness/observed.h"
#include "pagechecks.h"
#include "redisfixtures.h"
#include "watch/momentbus.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/tiletext.h"

namespace lockmaster::fixtures {

/// The tiles that a page makes of a snapshot and of what is found in it.
template <typename MakeTiles>
std::vector<TileText> judged(MakeTiles makeTiles, const Snapshot &snapshot)
{
    return makeTiles(snapshot, findings(snapshot));
}

inline TileText tileOf(const std::vector<TileText> &tiles, QStringView id)
{
    const auto found = std::ranges::find(tiles, id, &TileText::id);
    return found == tiles.end() ? TileText{} : *found;
}

inline Snapshot sampled(RedisState state)
{
    Snapshot snapshot = live(std::move(state));
    snapshot.samples = redisSamples(10);
    return snapshot;
}

inline void drop(Snapshot &snapshot, QStringView series)
{
    std::erase_if(snapshot.samples, [&](const Sample &sample) { return sample.series == series; });
}

inline void set(Snapshot &snapshot, const QString &series, double value)
{
    drop(snapshot, series);
    snapshot.samples.push_back({series, value});
}

/// The user monitor may not run `command`; its answer is not there.
inline RedisState refusing(RedisState state, const QString &command)
{
    const QString rule = u'+' + command.toLower().replace(u' ', u'|');
    const QString reason = u"The user monitor is not allowed to run %1. To allow it: ACL SETUSER monitor %2"_s;
    state.refused.push_back({command, u"monitor"_s, rule, reason.arg(command, rule)});
    return state;
}

inline Snapshot hiding(RedisState state, const QStringList &commands, std::chrono::seconds after = 0s)
{
    for (const QString &command : commands)
        state = refusing(std::move(state), command);
    Snapshot snapshot = live(state, after);
    for (const RefusedCommand &refused : state.refused)
        snapshot.hidden.push_back(refused.reason);
    return snapshot;
}

/// Nothing but who it is.
inline RedisState bareState(RedisCondition condition = RedisCondition::Ready)
{
    RedisState state;
    state.identity = redisState().identity;
    state.condition = condition;
    state.serverNow = kNow;
    return state;
}

/// A page of cache-1 on screen.
template <class Kind>
struct ShownRedis {
    ShownRedis()
    {
        page.resize(1100, 700);
        page.setTarget(kCache);
        page.show();
    }
    void take(Snapshot snapshot) { observe(bus, share(std::move(snapshot))); }
    MomentBus bus{redisFleet()};
    Kind page{bus};
};

inline QString cellText(const TableModel &model, int row, QStringView column)
{
    return model.cell(row, model.columnOf(column)).text;
}

inline QStringList columnTexts(const TableModel &model, QStringView column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << cellText(model, row, column);
    return texts;
}

inline QString emptyText(const TableFrame &frame)
{
    return frame.view().accessibleDescription();
}

inline void choose(const QWidget &page, QStringView accessibleName, int index)
{
    for (QComboBox *box : page.findChildren<QComboBox *>()) {
        if (box->accessibleName() != accessibleName)
            continue;
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
}

inline void press(const QWidget &page, QStringView text)
{
    for (QPushButton *button : page.findChildren<QPushButton *>()) {
        if (button->text() == text)
            button->click();
    }
}

/// Types into the filter above a table; `name` is the table's accessible name.
inline void filter(const QWidget &page, const QString &name, const QString &text)
{
    for (QLineEdit *edit : page.findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == u"Filter "_s + name)
            edit->setText(text);
    }
}

inline void sortBy(const TableFrame &frame, QStringView column, Qt::SortOrder order)
{
    frame.view().sortByColumn(frame.view().table().columnOf(column), order);
}

} // namespace lockmaster::fixtures
