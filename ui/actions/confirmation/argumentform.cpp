// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/argumentform.h"

#include "actions/registry.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace lockmaster {
namespace {

constexpr int kFieldCharacters = 40;
constexpr int kNumberCharacters = 12;

int widthOf(const QWidget &widget, int characters)
{
    return widget.fontMetrics().averageCharWidth() * characters;
}

} // namespace

ArgumentForm::ArgumentForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout)
    , m_rareButton(new QPushButton)
    , m_rare(new QWidget)
    , m_rareGrid(new QGridLayout(m_rare))
{
    setAccessibleName(tr("Details of the action"));
    m_layout->setVerticalSpacing(size::kGap);
    m_layout->setHorizontalSpacing(size::kInner);
    m_layout->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_rareGrid->setContentsMargins(0, 0, 0, 0);
    m_rareGrid->setVerticalSpacing(size::kGap);
    m_rareGrid->setHorizontalSpacing(size::kInner);
    m_rareGrid->setColumnStretch(3, 1);
    m_rareButton->setAutoDefault(false);
    m_rareButton->setFlat(true);
    m_rareButton->setCheckable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, 0);
    layout->setSpacing(size::kGap);
    layout->addLayout(m_layout);
    layout->addWidget(m_rareButton, 0, Qt::AlignLeft);
    layout->addWidget(m_rare);
    connect(m_rareButton, &QPushButton::toggled, this, [this] {
        showRare();
        Q_EMIT heightChanged();
    });
}

void ArgumentForm::clear()
{
    m_fields.clear();
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
    while (QLayoutItem *item = m_rareGrid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rareButton->setChecked(false);
}

void ArgumentForm::showRare()
{
    const bool hasRare = std::ranges::any_of(m_fields, &Field::isRare);
    const QString words = tr("Further options");
    m_rareButton->setText(words + (m_rareButton->isChecked() ? QStringLiteral(" ▾") : QStringLiteral(" ▸")));
    m_rareButton->setAccessibleName(words);
    m_rareButton->setVisible(hasRare);
    m_rare->setVisible(hasRare && m_rareButton->isChecked());
    m_rare->updateGeometry();
    updateGeometry();
}

void ArgumentForm::setRequest(const ActionRequest &request)
{
    m_arguments = request.arguments;
    const ActionType *type = findAction(request.action);
    if (request.action != m_action) {
        m_action = request.action;
        clear();
        for (const Argument &argument : type ? type->arguments() : Arguments())
            addField(argument);
    }
    for (const Field &field : m_fields) {
        if (m_arguments.contains(field.name))
            field.show(m_arguments.value(field.name));
    }
    const bool isRareGiven = std::ranges::any_of(
        m_fields, [this](const Field &field) { return field.isRare && m_arguments.contains(field.name); });
    if (isRareGiven)
        m_rareButton->setChecked(true);
    showRare();
    setVisible(hasFields());
}

void ArgumentForm::addField(const Argument &argument)
{
    if (argument.title.isEmpty())
        return;
    switch (argument.type) {
    case ArgumentType::Number: m_fields.push_back(numberField(argument)); break;
    case ArgumentType::Flag: m_fields.push_back(flagField(argument)); break;
    case ArgumentType::Choice: m_fields.push_back(choiceField(argument)); break;
    case ArgumentType::Text:
    case ArgumentType::Moment: m_fields.push_back(textField(argument)); break;
    }
    m_fields.back().name = argument.name;
    m_fields.back().isRequired = argument.isRequired;
    m_fields.back().isRare = argument.isRare;
    if (!argument.standard.isUndefined())
        m_fields.back().show(argument.standard);
}

void ArgumentForm::addRow(const Argument &argument, QWidget *editor)
{
    editor->setObjectName(argument.name);
    editor->setAccessibleName(argument.title);
    editor->setAccessibleDescription(argument.help);
    setPlainToolTip(editor, argument.help);
    auto *label = new PlainLabel(argument.title, FontRole::Body, Tone::Muted);
    label->setBuddy(editor);
    if (!argument.isRare) {
        m_layout->addRow(label, editor);
        return;
    }
    const int row = m_rareGrid->count() / 4;
    const int column = m_rareGrid->count() % 4;
    m_rareGrid->addWidget(label, row, column);
    m_rareGrid->addWidget(editor, row, column + 1, Qt::AlignLeft);
}

ArgumentForm::Field ArgumentForm::textField(const Argument &argument)
{
    auto *edit = new QLineEdit;
    edit->setMinimumWidth(widthOf(*edit, kFieldCharacters));
    connect(edit, &QLineEdit::editingFinished, this, [this, edit] {
        edit->setModified(false);
        if (edit->text().trimmed() != m_arguments.value(edit->objectName()).toString())
            Q_EMIT edited();
    });
    addRow(argument, edit);
    return {.value = [edit] { return QJsonValue(edit->text().trimmed()); },
            .show =
                [edit](const QJsonValue &value) {
                    if (!edit->isModified()) // not under the hands of who types
                        edit->setText(value.toString());
                }};
}

// A number that need not be given has a value of its own for that, below the least.
ArgumentForm::Field ArgumentForm::numberField(const Argument &argument)
{
    auto *box = new QSpinBox;
    const bool isOptional = argument.standard.isUndefined() && !argument.isRequired;
    const int least = int(argument.least) - (isOptional ? 1 : 0);
    box->setRange(least, int(argument.most));
    box->setValue(least);
    if (isOptional)
        box->setSpecialValueText(tr("not set"));
    box->setKeyboardTracking(false); // not at every digit
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setMinimumWidth(widthOf(*box, kNumberCharacters));
    connect(box, &QSpinBox::valueChanged, this, &ArgumentForm::edited);
    addRow(argument, box);
    return {.value = [box, isOptional,
                      least] { return isOptional && box->value() == least ? QJsonValue() : QJsonValue(box->value()); },
            .show =
                [box](const QJsonValue &value) {
                    const QSignalBlocker quiet(box);
                    box->setValue(value.toInt());
                }};
}

ArgumentForm::Field ArgumentForm::flagField(const Argument &argument)
{
    auto *box = new QCheckBox;
    connect(box, &QCheckBox::toggled, this, &ArgumentForm::edited);
    addRow(argument, box);
    return {.value = [box] { return QJsonValue(box->isChecked()); },
            .show =
                [box](const QJsonValue &value) {
                    const QSignalBlocker quiet(box);
                    box->setChecked(value.toBool());
                }};
}

ArgumentForm::Field ArgumentForm::choiceField(const Argument &argument)
{
    auto *box = new QComboBox;
    box->addItems(argument.choices);
    connect(box, &QComboBox::activated, this, &ArgumentForm::edited);
    addRow(argument, box);
    return {.value = [box] { return QJsonValue(box->currentText()); },
            .show = [box](const QJsonValue &value) { box->setCurrentText(value.toString()); }};
}

QJsonObject ArgumentForm::arguments() const
{
    QJsonObject arguments = m_arguments;
    for (const Field &field : m_fields) {
        if (field.isRare && !m_rareButton->isChecked())
            continue;
        const QJsonValue value = field.value();
        if (value.isNull() || value == QLatin1StringView(""))
            arguments.remove(field.name);
        else
            arguments.insert(field.name, value);
    }
    return arguments;
}

void ArgumentForm::focusFirst()
{
    if (!m_fields.empty())
        findChild<QWidget *>(m_fields.front().name)->setFocus();
}

bool ArgumentForm::isIncomplete() const
{
    const QJsonObject now = arguments();
    return std::ranges::any_of(m_fields,
                               [&](const Field &field) { return field.isRequired && !now.contains(field.name); });
}

} // namespace lockmaster

#include "moc_argumentform.cpp"
