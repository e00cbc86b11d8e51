// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/argumentform.h"

#include "actions/registry.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

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

ArgumentForm::ArgumentForm(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    setAccessibleName(tr("Details of the action"));
    m_layout->setContentsMargins(size::kPage, size::kGroup, size::kPage, 0);
    m_layout->setVerticalSpacing(size::kGap);
    m_layout->setHorizontalSpacing(size::kInner);
    m_layout->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
}

void ArgumentForm::clear()
{
    m_fields.clear();
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
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
    m_layout->addRow(label, editor);
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
