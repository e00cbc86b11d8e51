// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sessions table with 10 000 rows in a window of 1900×1000 pixels: milliseconds of wall time for a full repaint
// while scrolling, for sorting and for taking a refresh in, as one JSON object. The offscreen platform paints with
// the same raster engine as a display without graphics acceleration.
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <functional>

#include "../ui/fixtures.h"
#include "ui/common/table/tableview.h"
#include "ui/sessions/sessionmodel.h"
#include "ui/theme/theme.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRows = 10'000;
constexpr int kFrames = 300;
constexpr int kLongText = 300;

PostgresState manySessions()
{
    PostgresState state = fixtures::state(0);
    for (int pid = 1; pid <= kRows; ++pid) {
        const SessionState doing = pid % 5 ? SessionState::Idle : SessionState::Active;
        Session session = fixtures::session(pid, u"shop-backend-%1"_s.arg(pid), doing);
        session.query += u" /* controller=orders,action=show */ "_s.leftJustified(kLongText, u'.');
        state.sessions.push_back(std::make_shared<const Session>(std::move(session)));
    }
    return state;
}

/// Median, 95th percentile and worst of `count` runs, in milliseconds.
QJsonObject timed(int count, const std::function<void(int)> &work)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        work(i);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    const auto at = [&](double share) { return times[std::size_t(share * double(times.size() - 1))]; };
    return {{u"median_ms"_s, at(0.5)}, {u"p95_ms"_s, at(0.95)}, {u"worst_ms"_s, at(1)}};
}

/// Every frame is painted whole, rows moved by `step`; by a page, every row is new to the layouts kept.
QJsonObject scrolled(TableView &view, int step)
{
    QScrollBar &bar = *view.verticalScrollBar();
    return timed(kFrames, [&](int frame) {
        bar.setValue(frame * step % bar.maximum());
        view.viewport()->repaint();
    });
}

QJsonObject refreshed(SessionModel &model, const PostgresState &state)
{
    return timed(20, [&](int second) {
        PostgresState next = state;
        next.serverNow += std::chrono::seconds(second + 1);
        for (int pid = 1; pid < kRows; pid += 20)
            next.sessions[std::size_t(pid)] =
                std::make_shared<const Session>(fixtures::session(pid, u"changed"_s, SessionState::Active));
        model.setState(next);
        QCoreApplication::processEvents();
    });
}

QJsonObject measured(TableView &view, SessionModel &model, const PostgresState &state)
{
    const int page = view.viewport()->height() / view.verticalHeader()->defaultSectionSize();
    return {{u"columns"_s, int(view.shownColumns().size())},
            {u"rows_on_screen"_s, page},
            {u"scroll_by_3_rows"_s, scrolled(view, 3)},
            {u"scroll_by_pages"_s, scrolled(view, page)},
            {u"sort"_s, timed(20,
                              [&](int i) {
                                  view.sortByColumn(i % 2 ? 0 : 8,
                                                    i % 4 < 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
                                  view.viewport()->repaint();
                              })},
            {u"refresh"_s, refreshed(model, state)}};
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"default.warning=false"_s); // the offscreen plugin has much to say
    Theme::instance().install();
    SessionModel model;
    const PostgresState state = manySessions();
    model.setState(state);
    TableView view(u"bench"_s, u"Sessions"_s, model);
    view.resize(1900, 1000);
    view.show();
    QCoreApplication::processEvents();
    QJsonArray all{measured(view, model, state)};
    for (int column = 0; column < model.columnCount(); ++column)
        view.setColumnHidden(column, false);
    QCoreApplication::processEvents();
    all.append(measured(view, model, state));
    std::puts(QJsonDocument(QJsonObject{{u"rows"_s, kRows}, {u"tables"_s, all}}).toJson().constData());
    return 0;
}
