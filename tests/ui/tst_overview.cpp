// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "model/postgres/postgres.h"
#include "ui/charts/chartlegend.h"
#include "ui/charts/chartoverlay.h"
#include "ui/charts/timechart.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/overview/overviewcharts.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/overviewtiles.h"
#include "ui/charts/tile.h"
#include "ui/theme/theme.h"
#include "window/shellfixtures.h"

#include <QAreaSeries>
#include <QChartView>
#include <QLineSeries>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

TileText tile(const Snapshot &snapshot, const QString &id)
{
    for (const TileText &text : overviewTiles(snapshot))
        if (text.id == id)
            return text;
    return {};
}

/// "12 ms" in seconds.
double secondsOf(const QString &label)
{
    const QString unit = label.section(u' ', 1);
    const double factor = unit == u"µs" ? 1e-6 : unit == u"ms" ? 1e-3 : 1.0;
    return factor * QLocale().toDouble(label.section(u' ', 0, 0));
}

/// For people to look at: with LOCKMASTER_PICTURES set to a folder.
void saveWhenAsked(QWidget &page, const QString &name)
{
    if (const QString folder = qEnvironmentVariable("LOCKMASTER_PICTURES"); !folder.isEmpty())
        page.grab().save(folder + u'/' + name + QStringLiteral(".png"));
}

/// The page of the shop's primary, on screen.
struct ShownOverview {
    explicit ShownOverview(QSize size = {1100, 700})
    {
        page.resize(size);
        page.setTarget(kTarget);
        page.show();
        (void)QTest::qWaitForWindowExposed(&page);
    }
    TimeChart &chart(const char *id) { return *page.findChild<TimeChart *>(QLatin1StringView(id)); }
    MomentBus bus{fleet()};
    OverviewPage page{postgresOverview(), bus};
};

} // namespace

class TestOverview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhyANumberIsNotKnown()
    {
        Snapshot snapshot = live(state());
        snapshot.samples.clear();
        QCOMPARE(tile(snapshot, QStringLiteral("tps")).value, QStringLiteral("–"));
        QCOMPARE(tile(snapshot, QStringLiteral("tps")).note, QStringLiteral("a rate needs two samples"));
        QCOMPARE(tile(snapshot, QStringLiteral("cachehit")).state, HealthState::Unknown);
        QCOMPARE(tile(Snapshot(), QStringLiteral("connections")).note, QStringLiteral("no data yet"));
    }

    void countsWhoIsBlocked()
    {
        QCOMPARE(tile(live(blockedState(42)), QStringLiteral("blocked")).value, QStringLiteral("42"));
        QCOMPARE(tile(live(blockedState(42)), QStringLiteral("blocked")).state, HealthState::Critical);
        QCOMPARE(tile(live(blockedState(42)), QStringLiteral("blocked")).note,
                 QStringLiteral("longest 4 m, behind 1 session"));
        QCOMPARE(tile(live(state(10)), QStringLiteral("blocked")).note, QStringLiteral("nobody waits for a lock"));
    }

    void theOldestTransactionIsNoQuestionOfTheConsole()
    {
        const QString id = QStringLiteral("transaction");
        Session own = session(58, QStringLiteral("lockmaster"), SessionState::Active);
        own.transactionStart = kNow - 178us;
        PostgresState made = state(0);
        made.sessions = {std::make_shared<const Session>(own)};
        QCOMPARE(tile(live(made), id).note, QStringLiteral("no transaction is open"));
        Session other = session(61, {}, SessionState::IdleInTransaction);
        other.transactionStart = kNow - 90us;
        made.sessions.push_back(std::make_shared<const Session>(other));
        QCOMPARE(tile(live(made), id).value, QStringLiteral("90 µs"));
        QCOMPARE(tile(live(made), id).note, QStringLiteral("pid 61 · shop"));
        made = changed(made, 61, [](Session &s) { s.application = QStringLiteral("billing"); });
        QCOMPARE(tile(live(made), id).note, QStringLiteral("pid 61 · billing"));
        made = changed(made, 58, [](Session &s) { s.transactionStart = kNow - 10min; }); // it hangs
        QCOMPARE(tile(live(made), id).note, QStringLiteral("pid 58 · lockmaster"));
        QCOMPARE(tile(live(made), id).state, HealthState::Warning);
    }

    void warnsBeforeConnectionsRunOut_data()
    {
        QTest::addColumn<int>("used");
        QTest::addColumn<int>("expected");
        QTest::newRow("79 %") << 79 << int(HealthState::Ok);
        QTest::newRow("80 %") << 80 << int(HealthState::Warning);
        QTest::newRow("90 %") << 90 << int(HealthState::Critical);
    }
    void warnsBeforeConnectionsRunOut()
    {
        QFETCH(int, used);
        QFETCH(int, expected);
        PostgresState made = state(5);
        made.headroom = {.maximum = 103, .reserved = 3, .usable = 100, .used = used};
        const TileText text = tile(live(made), QStringLiteral("connections"));
        QCOMPARE(int(text.state), expected);
        QCOMPARE(text.value, QStringLiteral("%1 / 100").arg(used));
    }

    void roundsAxes_data()
    {
        QTest::addColumn<double>("highest");
        QTest::addColumn<int>("unit");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("nothing") << 0.0 << int(ChartUnit::Count) << 1.0 << 1.0;
        QTest::newRow("three sessions") << 3.0 << int(ChartUnit::Count) << 4.0 << 1.0;
        QTest::newRow("a hundred") << 97.0 << int(ChartUnit::Count) << 100.0 << 20.0;
        QTest::newRow("rate") << 0.31 << int(ChartUnit::Rate) << 0.4 << 0.1;
        QTest::newRow("minutes") << 290.0 << int(ChartUnit::Duration) << 300.0 << 60.0;
        QTest::newRow("milliseconds") << 0.012 << int(ChartUnit::Duration) << 0.015 << 0.005;
        QTest::newRow("microseconds") << 12e-6 << int(ChartUnit::Duration) << 15e-6 << 5e-6;
        QTest::newRow("less than a microsecond") << 0.4e-6 << int(ChartUnit::Duration) << 1e-6 << 1e-6;
    }
    void roundsAxes()
    {
        QFETCH(double, highest);
        QFETCH(int, unit);
        QFETCH(double, top);
        QFETCH(double, step);
        const ValueScale scale = valueScale(0, highest, ChartUnit(unit));
        QCOMPARE(scale.high, top);
        QCOMPARE(scale.step, step);
    }

    void labelsOfDurationsStandEvenlyApart()
    {
        for (const double highest : {3e-6, 12e-6, 120e-6, 0.0012, 0.012, 0.12, 0.6, 1.2}) {
            const ValueScale scale = valueScale(0, highest, ChartUnit::Duration);
            QStringList labels;
            for (int tick = 1; tick * scale.step <= scale.high * 1.0001; ++tick) {
                labels << axisText(tick * scale.step, ChartUnit::Duration);
                const bool isExact = std::abs(scale.step * tick - secondsOf(labels.last())) < 1e-9;
                QVERIFY2(isExact, qPrintable(labels.join(u' ')));
            }
        }
    }

    void ticksStandOnRoundMoments()
    {
        const WallTime noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 12h};
        const auto ticks = timeTicks({noon - 14min - 13s, noon}, 400);
        QCOMPARE(ticks.size(), 3u);
        QCOMPARE(ticks.back(), noon);
        QCOMPARE(ticks.front(), noon - 10min);
    }

    void showsTilesAndCharts()
    {
        ShownOverview shown;
        feed(shown.bus, 60, 42, 20);
        QTRY_COMPARE(shown.page.findChild<Tile *>(QStringLiteral("blocked"))->text().value, QStringLiteral("42"));
        QVERIFY2(shown.chart("blocked").legendText().contains(u"42"), qPrintable(shown.chart("blocked").legendText()));
        for (const ChartSpec &spec : overviewCharts())
            QVERIFY2(!shown.page.findChild<TimeChart *>(spec.id)->accessibleName().isEmpty(), qPrintable(spec.id));
    }

    void feedsNoMoreThanTwoPointsAPixel()
    {
        ShownOverview shown;
        feed(shown.bus, 890, 3, 200);
        QTRY_VERIFY(!shown.chart("transactions").findChild<QChartView *>()->chart()->series().isEmpty());
        const auto *view = shown.chart("transactions").findChild<QChartView *>();
        for (const QAbstractSeries *series : view->chart()->series())
            QVERIFY(qobject_cast<const QLineSeries *>(series)->count() <= 2 * (view->width() + 2));
    }

    void aGapSplitsTheLine()
    {
        ShownOverview shown;
        feed(shown.bus, 60, 0, 0, {systemClock().wallNow() - 70s, systemClock().steadyNow() - 70s});
        Snapshot blindOne = blind(live(state(60)), 0s);
        blindOne.taken = {systemClock().wallNow() - 65s, systemClock().steadyNow() - 65s};
        observe(shown.bus, share(blindOne));
        feed(shown.bus, 30, 0, 0);
        const auto pieces = [&] {
            int count = 0;
            for (QAbstractSeries *series : shown.chart("longest").findChild<QChartView *>()->chart()->series())
                count += qobject_cast<QLineSeries *>(series)->count() > 0 ? 1 : 0;
            return count;
        };
        QTRY_COMPARE(pieces(), 2);
    }

    void anEmptyChartSaysWhyAndHasNoGrid()
    {
        ShownOverview shown;
        const auto why = [&](const char *id) { return shown.chart(id).findChild<ChartOverlay *>()->emptyReason(); };
        const auto gridPixels = [&] {
            const QImage image = shown.chart("cachehit").findChild<QChartView *>()->grab().toImage();
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y).rgb() == Theme::instance().tokens().line.rgb() ? 1 : 0;
            return count;
        };
        Snapshot hidden =
            live(changed(state(20), 8103, [](Session &session) { session.state = SessionState::Hidden; }));
        hidden.samples.push_back({QStringLiteral("lockmaster_connections_usable"), 97});
        observe(shown.bus, share(hidden));
        for (const char *id : {"connections", "waits", "longest"})
            QTRY_COMPARE(why(id), QStringLiteral("Hidden from this login."));
        QCOMPARE(why("cachehit"), QStringLiteral("No data in this span."));
        QCOMPARE(gridPixels(), 0);
    }

    void aLimitOfNothingIsNoLine()
    {
        ShownOverview shown;
        const auto pointsOfLimit = [&] {
            qsizetype points = 0;
            for (QAbstractSeries *series : shown.chart("connections").findChild<QChartView *>()->chart()->series()) {
                const auto *line = qobject_cast<QLineSeries *>(series);
                points += line && line->pen().style() == Qt::DashLine ? line->count() : 0;
            }
            return points;
        };
        feed(shown.bus, 60, 0, 0);
        QTRY_VERIFY(pointsOfLimit() > 0);
        ShownOverview unlimited;
        Snapshot none = live(state(20));
        none.samples = {{QStringLiteral("lockmaster_sessions{state=\"idle\"}"), 5},
                        {QStringLiteral("lockmaster_connections_usable"), 0}};
        none.taken = {systemClock().wallNow(), systemClock().steadyNow()};
        none.dataTaken = none.taken;
        observe(unlimited.bus, share(none));
        const auto isDrawn = [&] {
            return std::ranges::any_of(unlimited.chart("connections").findChild<QChartView *>()->chart()->series(),
                                       [](QAbstractSeries *series) {
                                           const auto *area = qobject_cast<QAreaSeries *>(series);
                                           return area && area->upperSeries()->count() > 0;
                                       });
        };
        QTRY_VERIFY(isDrawn());
        for (QAbstractSeries *series : unlimited.chart("connections").findChild<QChartView *>()->chart()->series()) {
            const auto *line = qobject_cast<QLineSeries *>(series);
            QVERIFY(!line || line->pen().style() != Qt::DashLine || line->count() == 0);
        }
    }

    /// Twelve minutes, in the middle of which the clock is put back by ten; then an hour asleep, and a minute more.
    void aClockThatStepsDrawsNoLineBackwards()
    {
        ShownOverview shown;
        const Stamp now = systemClock().now();
        const auto feedAt = [&](int second, std::chrono::seconds step) {
            Snapshot snapshot = live(state(60));
            snapshot.sequence = std::uint64_t(second + 1);
            const auto at = std::chrono::seconds(second);
            snapshot.taken = snapshot.dataTaken = {now.wall + at + step, now.steady + at};
            snapshot.samples = samples(second, second > 300 && second < 400 ? 20 : 0);
            observe(shown.bus, share(std::move(snapshot)));
        };
        const auto pieces = [&](const char *chart) {
            std::vector<QList<QPointF>> drawn;
            for (QAbstractSeries *series : shown.chart(chart).findChild<QChartView *>()->chart()->series()) {
                const auto *line = qobject_cast<QLineSeries *>(series);
                const auto *area = qobject_cast<QAreaSeries *>(series);
                const QList<QPointF> points = area ? area->upperSeries()->points() : line->points();
                if (!points.isEmpty())
                    drawn.push_back(points);
            }
            return drawn;
        };
        for (int second = 0; second < 720; ++second)
            feedAt(second, second < 360 ? 0s : -10min);
        QTRY_COMPARE(pieces("blocked").size(), 1U);
        QTRY_VERIFY(pieces("blocked").front().size() > 300);
        for (const char *chart : {"blocked", "connections", "waits", "transactions"}) {
            for (const QList<QPointF> &points : pieces(chart)) {
                QVERIFY2(std::ranges::is_sorted(points, {}, &QPointF::x), chart);
                QCOMPARE_GE(points.back().x() - points.front().x(), 700e3); // all that was seen, in milliseconds
            }
        }
        saveWhenAsked(shown.page, QStringLiteral("clock-back"));
        for (int second = 720; second < 780; ++second)
            feedAt(second, 50min);
        QTRY_VERIFY(pieces("blocked").back().size() <= 61); // what was before is out of the span
        shown.page.setReach(2h);
        QTRY_COMPARE(pieces("blocked").size(), 2U); // and there is no line from it over the hour
        const QList<QPointF> before = pieces("blocked").front();
        QCOMPARE_GE(before.back().x() - before.front().x(), 700e3);
        QCOMPARE_GT(before.size(), shown.chart("blocked").width() * 12 / 120 / 2); // all along: a point in two pixels
        saveWhenAsked(shown.page, QStringLiteral("asleep"));
    }

    void aChartWithDataHasAGrid()
    {
        ShownOverview shown;
        feed(shown.bus, 60, 0, 0);
        QTRY_VERIFY(shown.chart("cachehit").findChild<ChartOverlay *>()->emptyReason().isEmpty());
        const auto gridLines = [&] {
            const QImage image = shown.chart("cachehit").findChild<QChartView *>()->grab().toImage();
            const QRgb line = Theme::instance().tokens().line.rgb();
            int rows = 0;
            for (int y = 0; y < image.height(); ++y)
                rows += image.pixelColor(image.width() / 2, y).rgb() == line ? 1 : 0;
            return rows;
        };
        QTRY_VERIFY(gridLines() > 2);
    }

    void draggingSelectsASpanOnAllCharts()
    {
        ShownOverview shown;
        feed(shown.bus, 600, 0, 0);
        QTRY_VERIFY(shown.page.dashboard().span().to != WallTime{});
        auto *overlay = shown.chart("connections").findChild<ChartOverlay *>();
        const int y = overlay->height() / 2;
        QTest::mousePress(overlay, Qt::LeftButton, {}, {overlay->width() / 2, y});
        QTest::mouseMove(overlay, {overlay->width() * 3 / 4, y});
        QTest::mouseRelease(overlay, Qt::LeftButton, {}, {overlay->width() * 3 / 4, y});
        QVERIFY(shown.page.dashboard().isZoomed());
        const auto width = shown.page.dashboard().span().to - shown.page.dashboard().span().from;
        QVERIFY(width > 2min && width < 6min);
        QTest::keyClick(&shown.page.dashboard(), Qt::Key_Escape);
        QVERIFY(!shown.page.dashboard().isZoomed());
        QCOMPARE(shown.page.dashboard().span().to - shown.page.dashboard().span().from, 10min);
    }

    void aClickShowsThatMoment()
    {
        ShownOverview shown;
        feed(shown.bus, 600, 0, 0);
        QTRY_VERIFY(shown.page.dashboard().span().to != WallTime{});
        auto *overlay = shown.chart("waits").findChild<ChartOverlay *>();
        QTest::mouseClick(overlay, Qt::LeftButton, {}, {overlay->width() * 3 / 4, overlay->height() / 2});
        QVERIFY(!shown.bus.isLive());
        QVERIFY(shown.bus.frozenAt() < shown.page.dashboard().span().to - 1min);
    }

    void theCrossHairTellsTheValuesOfThatMoment()
    {
        ShownOverview shown;
        feed(shown.bus, 600, 42, 30);
        QTRY_VERIFY(shown.chart("blocked").legendText().endsWith(u"42"));
        auto *overlay = shown.chart("connections").findChild<ChartOverlay *>();
        QTest::mouseMove(overlay, {overlay->width() / 2, overlay->height() / 2});
        QTRY_VERIFY2(shown.chart("blocked").legendText().endsWith(u" 0"),
                     qPrintable(shown.chart("blocked").legendText()));
    }

    void chartsObeyTheKeyboard()
    {
        ShownOverview shown;
        feed(shown.bus, 600, 42, 30);
        QTRY_VERIFY(shown.chart("blocked").legendText().endsWith(u"42"));
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&shown.chart("waits"), Qt::Key_Left);
        QVERIFY2(shown.chart("blocked").legendText().endsWith(u" 0"), qPrintable(shown.chart("blocked").legendText()));
        const TimeSpan span = shown.page.dashboard().span();
        QCOMPARE(shown.chart("blocked").findChild<ChartOverlay *>()->cursorText(),
                 formatTimeOfDay(span.to - 4 * ((span.to - span.from) / 60)));
        QTest::keyClick(&shown.chart("waits"), Qt::Key_Plus);
        QCOMPARE(shown.page.dashboard().span().to - shown.page.dashboard().span().from, 300s);
        QTest::keyClick(&shown.chart("waits"), Qt::Key_Return);
        QVERIFY(!shown.bus.isLive());
    }

    void chartsFitWhatIsKnownUntilTheReachIsFull_data()
    {
        QTest::addColumn<int>("known");
        QTest::addColumn<int>("shown");
        QTest::newRow("just opened") << 20 << 120;
        QTest::newRow("five minutes") << 300 << 300;
        QTest::newRow("more than the reach") << 1000 << 900;
    }
    void chartsFitWhatIsKnownUntilTheReachIsFull()
    {
        QFETCH(int, known);
        QFETCH(int, shown);
        ShownOverview overview;
        feed(overview.bus, known, 0, 0);
        const auto reach = [&] {
            const TimeSpan span = overview.page.dashboard().span();
            return span.to == overview.bus.timeOf(*overview.bus.latest(kTarget)) ? span.to - span.from : 0s;
        };
        QTRY_COMPARE(reach(), std::chrono::seconds(shown));
    }

    void pagesThatWereNotShownEndWhereItWasFrozen()
    {
        ShownOverview shown;
        const Stamp now = systemClock().now();
        feed(shown.bus, 60, 0, 0, {now.wall - 240s, now.steady - 240s});
        QTRY_VERIFY(shown.page.dashboard().span().to != WallTime{});
        shown.page.hide();
        feed(shown.bus, 60, 0, 0, now);
        shown.bus.freeze();
        const WallTime frozen = shown.bus.frozenAt().value();
        shown.bus.step(-5);
        shown.page.show();
        QTRY_COMPARE(shown.page.dashboard().span().to, frozen);
    }

    void aLimitFarAwayDoesNotPressTheDataFlat()
    {
        QCOMPARE(highestShown(50, {300}), 50.0);
        QCOMPARE(highestShown(50, {100, 101}), 100.0);
        QCOMPARE(highestShown(50, {30}), 50.0);
        ShownOverview shown;
        feed(shown.bus, 60, 0, 0);
        QTRY_COMPARE(shown.chart("connections").findChild<ChartOverlay *>()->thresholdTexts(),
                     QStringList({"max 120 ↑", "usable 117 ↑"}));
    }

    void axesOfRatesSaySo()
    {
        QCOMPARE(axisText(20, ChartUnit::Rate), QStringLiteral("20/s"));
        QVERIFY(axisText(2048, ChartUnit::ByteRate).endsWith(u"/s"));
        QCOMPARE(axisText(20, ChartUnit::Count), QStringLiteral("20"));
    }

    void theEndOfATilesNoteIsOnItsSecondLine()
    {
        const QString note = QStringLiteral("a restart loses what is not saved");
        Tile tile;
        tile.resize(150, 90);
        tile.show();
        tile.setText({QStringLiteral("saved"), QStringLiteral("Saved"), QStringLiteral("0"), note, HealthState::Ok});
        const auto *label = tile.findChild<TwoLineLabel *>();
        QTRY_VERIFY(label->height() >= 2 * label->fontMetrics().height());
        QCOMPARE(label->lines().size(), 2);
        QCOMPARE(label->lines().join(u' '), note);
    }

    void aLegendNamesWhatItHasNoRoomFor()
    {
        const ChartSpec waits = overviewCharts()[1];
        ChartLegend legend(waits);
        QStringList values(qsizetype(waits.lines.size()), QStringLiteral("3"));
        values[1] = unknownValue();
        legend.setValues(values);
        legend.resize(2000, size::kDenseRow);
        QCOMPARE(legend.leftOut(), QStringList());
        legend.resize(360, size::kDenseRow);
        const QStringList others = legend.leftOut();
        QVERIFY(others.size() > 1);
        QCOMPARE(others.last(), QStringLiteral("IO –")); // without a value it gives way first
        QCOMPARE(others[others.size() - 2], QStringLiteral("Activity 3"));
    }

    void seriesAreNotNamedByAnybodyElse()
    {
        for (const ChartSpec &spec : overviewCharts())
            for (const ChartLine &line : spec.lines)
                QVERIFY2(!line.name.contains(u'<') && !line.name.isEmpty(), qPrintable(spec.id));
        ShownOverview shown;
        feed(shown.bus, 5, 0, 0);
        for (const auto *view : shown.page.findChildren<QChartView *>())
            for (const QAbstractSeries *series : view->chart()->series())
                QVERIFY(series->name().isEmpty());
    }
};

LOCKMASTER_WINDOW_TEST(TestOverview)
#include "tst_overview.moc"
