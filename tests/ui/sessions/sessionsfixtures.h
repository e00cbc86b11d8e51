// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Sessions page with data, shown, and the parts of it that a person uses.
#pragma once

#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QTest>

#include "harness/observed.h"
#include "fixtures.h"
#include "watch/momentbus.h"
#include "ui/common/table/tableview.h"
#include "ui/sessions/sessionspage.h"

namespace lockmaster::fixtures {

struct ShownSessions {
    MomentBus bus{fleet()};
    SessionsPage page{bus};
    TableView *table = page.findChild<TableView *>();

    explicit ShownSessions(PostgresState state = fixtures::state(), const QString &target = kTarget)
    {
        QSettings().clear();
        page.setTarget(target);
        observe(bus, share(live(std::move(state), 0s, target)));
        page.resize(1100, 600);
        page.show();
        page.activateWindow();
        [[maybe_unused]] const bool isActive = QTest::qWaitForWindowActive(&page); // keys need it
    }
    [[nodiscard]] QStringList pids() const
    {
        QStringList shown;
        for (int row = 0; row < table->table().rowCount(); ++row)
            shown.append(table->table().cell(row, 0).text);
        return shown;
    }
    [[nodiscard]] QString words() const
    {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u' ');
    }
    void click(const QString &pid, Qt::MouseButton button = Qt::LeftButton) const
    {
        const QModelIndex index = table->model()->index(static_cast<int>(pids().indexOf(pid)), 1);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), button, {}, table->visualRect(index).center());
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (QAction *action : page.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace lockmaster::fixtures
